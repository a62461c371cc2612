package org.civichopper.benchmarks.process;

import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.benchmarks.queue.Backlog;
import org.civichopper.benchmarks.queue.MemoryCloud;
import org.civichopper.benchmarks.scrape.HeavyBills;
import org.civichopper.model.document.Kind;

/// A full batch of large documents in the smallest memory that a function is given.
public final class Memory implements Benchmark {

    private static final int BATCH = 300;
    private static final int DOCUMENT = 100_000; // bytes
    private static final int HEAP_MEGABYTES = 512 * 3 / 4; // as Lambda's Java takes it

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String work() {
        return "300 documents of 100 KB in one batch, in a function of 512 MB";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        var batch = Math.min(BATCH, setting.documents());
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var sandbox = Artifact.sandbox();
                var cloud = new MemoryCloud()) {
            var collections = folder.path().resolve("gc.log");
            var flags =
                    List.of(
                            "-Xmx" + HEAP_MEGABYTES + "m",
                            "-XX:+UseSerialGC", // what a JVM chooses by itself on so little
                            "-Xlog:gc:file=" + collections);
            var environment = cloud.environment(postgres.url(postgres.newDatabase()));
            var backlog = Backlog.of(HeavyBills.madeUp(batch, DOCUMENT, folder.path()));
            var places = backlog.stream().filter(each -> !isBill(each)).toList();
            var bills = backlog.stream().filter(Memory::isBill).toList();
            try (var function = MeasuredFunction.start(sandbox, flags, environment)) {
                cloud.deliver(places);
                function.tick();
                cloud.deliver(bills);
                function.tick();
                var figures = new ArrayList<Figure>();
                figures.add(
                        Figure.alone(
                                "of %d documents of 100 KB, acknowledged after one tick"
                                        .formatted(bills.size()),
                                new Amount(bills.size() - cloud.left(), "documents"),
                                Target.atLeast(new Amount(bills.size(), "documents"))));
                figures.add(
                        Figure.informs(
                                "peak heap of %d MB".formatted(HEAP_MEGABYTES),
                                new Amount(CollectorLog.peak(collections), "MiB")));
                function.mostResident()
                        .ifPresent(bytes ->
                                figures.add(
                                        Figure.alone(
                                                "peak RSS",
                                                new Amount(bytes >> 20, "MiB"),
                                                Target.atMost(new Amount(512, "MiB")))));
                return figures;
            }
        }
    }

    private static boolean isBill(Backlog.Delivered document) {
        return document.key().contains("/" + Kind.BILL.word() + "_");
    }
}
