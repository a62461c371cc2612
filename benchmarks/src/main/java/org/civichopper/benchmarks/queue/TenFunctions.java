package org.civichopper.benchmarks.queue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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

/// Ten functions at once on one backlog, against one: what they lose by waiting for each other.
public final class TenFunctions implements Benchmark {

    private static final int TEN = 10;
    private static final Duration FAR = Duration.ofMillis(5);

    @Override
    public String name() {
        return "ten-functions";
    }

    @Override
    public String work() {
        return "ten functions on a backlog against one, with the database 5 ms away and next door";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var cloud = new MemoryCloud()) {
            var asked = setting.scrape().isPresent() ? setting : ofMessages(setting);
            var backlog = Backlog.of(Scrape.of(asked, folder.path()));
            var run = new Run(setting, postgres, cloud, backlog);
            run.throughput(TEN, Duration.ZERO); // warms up
            var found =
                    Rounds.cold(
                            setting.repetitions(),
                            () -> run.throughput(TEN, FAR),
                            () -> run.throughput(1, FAR),
                            () -> run.throughput(TEN, Duration.ZERO),
                            () -> run.throughput(1, Duration.ZERO));
            return List.of(
                    Figure.against(
                            "%,d messages, database 5 ms away".formatted(backlog.size()),
                            perSecond(found[0]),
                            perSecond(found[1]),
                            Target.atLeastTimes(1.6)),
                    Figure.against(
                            "%,d messages, database next door".formatted(backlog.size()),
                            perSecond(found[2]),
                            perSecond(found[3]),
                            Target.atLeastTimes(0.9)),
                    none("deadlocks", run.deadlocks),
                    none("bills, votes and events that stand twice", run.doubled));
        }
    }

    private static Setting ofMessages(Setting setting) {
        return new Setting(
                setting.scrape(),
                setting.messages(),
                setting.messages(),
                setting.rows(),
                setting.megabytes(),
                setting.repetitions(),
                setting.notes());
    }

    private static Amount perSecond(double messages) {
        return new Amount(messages, "messages/s");
    }

    private static Figure none(String what, long count) {
        return Figure.alone(what, new Amount(count, ""), Target.atMost(new Amount(0, "")));
    }

    private static final class Run {

        private final Setting setting;
        private final BenchPostgres postgres;
        private final MemoryCloud cloud;
        private final List<Delivered> backlog;
        private long deadlocks;
        private long doubled;

        Run(Setting setting, BenchPostgres postgres, MemoryCloud cloud, List<Delivered> backlog) {
            this.setting = setting;
            this.postgres = postgres;
            this.cloud = cloud;
            this.backlog = backlog;
        }

        /// Messages per second, from the first that was asked for to the last that went.
        double throughput(int functions, Duration delay) throws SQLException, IOException {
            var database = postgres.newDatabase();
            cloud.bucket().clear();
            cloud.deliver(backlog);
            cloud.forgetTimes();
            postgres.settle();
            try (var distant = new DistantPostgres(postgres.url(database))) {
                distant.delay(delay);
                drain(functions, distant.url(postgres.url(database)));
            }
            var messages = cloud.queue().messages();
            var seconds = (messages.lastDeleted() - messages.firstAsked()) / 1e9;
            try (var connection = postgres.connect(database)) {
                deadlocks += Soundness.deadlocks(connection);
                doubled += Soundness.doubled(connection);
            }
            postgres.drop(database);
            setting.note(
                    "%2d functions, %d ms: %.1f s, %.0f messages/s",
                    functions, delay.toMillis(), seconds, backlog.size() / seconds);
            return backlog.size() / seconds;
        }

        private void drain(int functions, String databaseUrl) {
            var all = new ArrayList<ImporterFunction>();
            try (var threads = Executors.newFixedThreadPool(functions)) {
                Stream.generate(() -> cloud.function(databaseUrl))
                        .limit(functions)
                        .forEach(all::add);
                all.stream()
                        .map(each -> CompletableFuture.runAsync(() -> drain(each), threads))
                        .toList()
                        .forEach(CompletableFuture::join);
            } finally {
                all.forEach(ImporterFunction::close);
            }
        }

        private void drain(ImporterFunction function) {
            while (cloud.left() > 0) {
                MemoryCloud.tick(function);
            }
        }
    }
}
