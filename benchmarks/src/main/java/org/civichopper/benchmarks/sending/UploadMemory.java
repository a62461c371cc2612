package org.civichopper.benchmarks.sending;

import java.nio.file.Files;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.process.CollectorLog;
import org.civichopper.benchmarks.queue.MemoryCloud;
import org.civichopper.benchmarks.scrape.Scrape;

/// Ten times as many documents as elsewhere, beside a scraper, in a small heap.
public final class UploadMemory implements Benchmark {

    private static final int TIMES = 10;
    private static final int HEAP_MEGABYTES = 128;

    @Override
    public String name() {
        return "upload-memory";
    }

    @Override
    public String work() {
        return "ten times as many documents sent by hopper run, in a heap of 128 MB";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var cloud = new MemoryCloud()) {
            var collections = folder.path().resolve("gc.log");
            var scrape =
                    Scrape.madeUp(TIMES * setting.documents(), 0, 0, folder.path().resolve("data"));
            var files = scrape.files().size();
            var flags =
                    List.of(
                            "-Xmx" + HEAP_MEGABYTES + "m",
                            "-XX:+UseSerialGC",
                            "-Xlog:gc:file=" + collections);
            var said = folder.path().resolve("said");
            new UploaderProcess(cloud, flags)
                    .run(
                            said,
                            "run",
                            "--realtime",
                            "--data-dir",
                            folder.path().resolve("data").toString(),
                            "--",
                            "true");
            setting.note("%s", Files.readString(said).strip());
            return List.of(
                    Figure.alone(
                            "of %,d documents, sent".formatted(files),
                            new Amount(cloud.left(), "documents"),
                            Target.atLeast(new Amount(files, "documents"))),
                    Figure.informs(
                            "peak heap of %d MB".formatted(HEAP_MEGABYTES),
                            new Amount(CollectorLog.peak(collections), "MiB")),
                    Figure.informs(
                            "heap that stays in use, at most",
                            new Amount(CollectorLog.mostKept(collections), "MiB")));
        }
    }
}
