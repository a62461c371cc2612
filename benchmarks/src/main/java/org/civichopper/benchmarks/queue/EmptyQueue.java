package org.civichopper.benchmarks.queue;

import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.postgres.BenchPostgres;

/// A tick when there is nothing to do, which is most of them.
public final class EmptyQueue implements Benchmark {

    @Override
    public String name() {
        return "empty-queue";
    }

    @Override
    public String work() {
        return "a tick on an empty queue, which is one long poll of a second";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var postgres = BenchPostgres.start();
                var cloud = new MemoryCloud();
                var function = cloud.function(postgres.url(postgres.newDatabase()))) {
            var seconds =
                    Rounds.medians(
                            setting.repetitions(),
                            () -> {
                                cloud.forgetTimes();
                                var watch = new Stopwatch();
                                MemoryCloud.tick(function);
                                return watch.seconds();
                            });
            return List.of(
                    Figure.alone(
                            "tick", Amount.seconds(seconds[0]), Target.atMost(Amount.seconds(1.3))),
                    Figure.alone(
                            "long polls",
                            new Amount(cloud.receives(), "polls"),
                            Target.atMost(new Amount(1, "polls"))));
        }
    }
}
