package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.command.Ending;
import org.civichopper.bulk.command.ShownProgress;
import org.civichopper.bulk.courtlistener.bucket.DumpDownload;
import org.civichopper.bulk.courtlistener.bucket.HttpBucket;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.commandline.Bars;
import picocli.CommandLine;

/// `--download-only`: brings the files of a dump into a folder, and asks for no database.
final class Downloading {

    private final CommandLine command;
    private final boolean json;
    private final long began = System.nanoTime();

    Downloading(CommandLine command, boolean json) {
        this.command = command;
        this.json = json;
    }

    /// @param keepFree bytes of the disk that stay free
    /// @return the exit code
    int run(Settings settings, Path folder, long keepFree) throws InterruptedException {
        var came = bring(settings, folder, keepFree);
        return new Ending(command, json).say(came.report(), came.described());
    }

    private record Came(LoadReport report, ObjectNode described) {}

    private Came bring(Settings settings, Path folder, long keepFree) throws InterruptedException {
        var manners = new Manners(settings.silence(), settings.retryFor(), settings.workers() + 2);
        try (var shown = new ShownProgress(Bars.ofRows(command.getErr()));
                var client = new PoliteClient(manners, Optional.empty(), shown)) {
            shown.measureBytes();
            try {
                var bucket = new HttpBucket(settings.source(), client);
                var chosen = new Planning(settings, bucket, Part.SIZE).choose();
                shown.found(chosen.bytes());
                var came =
                        DumpDownload.into(
                                        folder,
                                        keepFree,
                                        bucket,
                                        settings.workers(),
                                        manners,
                                        shown)
                                .fetch(chosen.dump(), chosen.contents().entries().values());
                var all = came(client, LoadStatus.COMPLETED, Optional.empty(), false);
                all.described()
                        .put("dump", chosen.dump().date().toString())
                        .put("fetched", came.fetched());
                came.files().forEach(all.described().putArray("files")::add);
                return all;
            } catch (LoadStopped.Paused e) {
                return came(client, LoadStatus.PAUSED, Optional.of(e.getMessage()), false);
            } catch (LoadStopped e) {
                return came(
                        client,
                        LoadStatus.FAILED,
                        Optional.of(e.getMessage()),
                        e instanceof LoadStopped.Wrong);
            }
        }
    }

    private Came came(
            PoliteClient client, LoadStatus status, Optional<String> error, boolean wrongUsage) {
        var report =
                new LoadReport(
                        OptionalLong.empty(),
                        CourtListener.DATASET,
                        status,
                        LoadCounts.read(0, 0, client.bytes(), client.requests()),
                        Duration.ofNanos(System.nanoTime() - began),
                        error,
                        wrongUsage);
        return new Came(report, report.json());
    }
}
