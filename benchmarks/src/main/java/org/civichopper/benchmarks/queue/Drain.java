package org.civichopper.benchmarks.queue;

import java.time.Duration;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.benchmarks.queue.Backlog.Delivered;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.importer.function.ImporterFunction;

/// One batch through the real function, with the delays of a real cloud and without.
public final class Drain implements Benchmark {

    private static final int BATCH = 300;
    private static final int WARM_UP = 6; // batches until both compilers have seen everything
    private static final Duration S3 = Duration.ofMillis(25);
    private static final Duration SQS = Duration.ofMillis(10);
    private static final Duration DATABASE = Duration.ofMillis(1);

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String work() {
        return "300 messages by the warm function, S3 25 ms, SQS 10 ms and database 1 ms away, from"
                + " tick to last acknowledge, against the same without delays";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var cloud = new MemoryCloud()) {
            var backlog = Backlog.of(Scrape.of(setting, folder.path()));
            var url = postgres.url(postgres.newDatabase());
            try (var distant = new DistantPostgres(url);
                    var function = cloud.function(distant.url(url))) {
                var run = new Run(setting, backlog, cloud, distant, function);
                for (int i = 0; i < WARM_UP / 2; i++) {
                    run.distant();
                    run.near();
                }
                var seconds = Rounds.cold(setting.repetitions(), run::distant, run::near);
                return List.of(
                        Figure.against(
                                "%d messages, delayed".formatted(run.size),
                                Amount.seconds(seconds[0]),
                                Amount.seconds(seconds[1]),
                                Target.atMost(Amount.seconds(1.5))));
            }
        }
    }

    private static final class Run {

        private final Setting setting;
        private final List<Delivered> backlog;
        private final MemoryCloud cloud;
        private final DistantPostgres distant;
        private final ImporterFunction function;
        private final int size;
        private int next;

        Run(
                Setting setting,
                List<Delivered> backlog,
                MemoryCloud cloud,
                DistantPostgres distant,
                ImporterFunction function) {
            this.setting = setting;
            this.backlog = backlog;
            this.cloud = cloud;
            this.distant = distant;
            this.function = function;
            var batches = WARM_UP + 2 * setting.repetitions();
            this.size = Math.min(BATCH, backlog.size() / batches);
        }

        double distant() {
            cloud.bucket().delay(S3);
            cloud.queue().delay(SQS);
            distant.delay(DATABASE);
            return seconds("with delays");
        }

        double near() {
            cloud.bucket().delay(Duration.ZERO);
            cloud.queue().delay(Duration.ZERO);
            distant.delay(Duration.ZERO);
            return seconds("without");
        }

        private double seconds(String how) {
            cloud.deliver(backlog.subList(next, next + size));
            next += size;
            cloud.forgetTimes();
            cloud.bucket().requests();
            cloud.queue().requests();
            distant.roundTrips();
            var start = System.nanoTime();
            var did = MemoryCloud.tick(function);
            var seconds = (cloud.queue().messages().lastDeleted() - start) / 1e9;
            setting.note(
                    "%s: %.2f s, %d calls of S3, %d of SQS, %d round trips to the database, %s",
                    how,
                    seconds,
                    cloud.bucket().requests(),
                    cloud.queue().requests(),
                    distant.roundTrips(),
                    did.get("documents"));
            if (cloud.left() > 0) {
                throw new IllegalStateException(cloud.left() + " messages were not acknowledged");
            }
            return seconds;
        }
    }
}
