package org.civichopper.benchmarks.sending;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.queue.MemoryCloud;
import org.civichopper.benchmarks.scrape.HeavyBills;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.uploader.ScrapeDirectory;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.Upload;
import org.civichopper.uploader.UploadConfig;
import org.civichopper.uploader.UploadListener;

/// A scrape directory into a bucket and a queue next door.
public final class UploadSpeed implements Benchmark {

    private static final int DOCUMENT = 5_000; // bytes

    // What `hopper` gives to commands that may be short.
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String work() {
        return "documents of 5 KB checked, sent, announced and recorded, in a warm JVM, against"
                + " nothing but a PUT for each";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var cloud = new MemoryCloud()) {
            var scrape = HeavyBills.madeUp(setting.documents(), DOCUMENT, folder.path());
            var run = new Run(setting, scrape, cloud, folder.path().resolve("said"));
            var perSecond =
                    Rounds.medians(setting.repetitions(), run::ours, run::putsOnly, run::cold);
            return List.of(
                    Figure.against(
                            "%,d documents of 5 KB".formatted(scrape.files().size()),
                            new Amount(perSecond[0], "files/s"),
                            new Amount(perSecond[1], "files/s"),
                            Target.atLeast(new Amount(1_500, "files/s"))),
                    Figure.informs(
                            "in a process of its own, its start included",
                            new Amount(perSecond[2], "files/s")));
        }
    }

    private record Run(Setting setting, Scrape scrape, MemoryCloud cloud, Path said) {

        double ours() throws IOException, InterruptedException {
            forget();
            var watch = new Stopwatch();
            try (var upload = new Upload(UploadConfig.from(cloud.environment("")))) {
                upload.send(
                        ScrapeDirectory.of(scrape.folder()),
                        SendingRules.DEFAULT,
                        UploadListener.SILENT);
            }
            return perSecond(watch.seconds());
        }

        double cold() throws IOException, InterruptedException {
            forget();
            var seconds =
                    new UploaderProcess(cloud, FLAGS)
                            .run(said, "upload", "--realtime", scrape.folder().toString());
            return perSecond(seconds);
        }

        double putsOnly() throws InterruptedException {
            var bucket = URI.create(cloud.environment("").get("AWS_ENDPOINT_URL_S3"));
            var seconds = new PlainPuts(bucket, SendingRules.AT_ONCE).seconds(scrape.files());
            return scrape.files().size() / seconds;
        }

        private void forget() throws IOException {
            Files.deleteIfExists(scrape.folder().resolve(".hopper-sent"));
            cloud.clear();
        }

        private double perSecond(double seconds) {
            var files = scrape.files().size();
            if (cloud.left() != files) {
                throw new IllegalStateException(
                        "expected %d messages, found %d".formatted(files, cloud.left()));
            }
            setting.note("%.2f s", seconds);
            return files / seconds;
        }
    }
}
