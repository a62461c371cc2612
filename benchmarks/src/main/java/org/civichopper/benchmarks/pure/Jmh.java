package org.civichopper.benchmarks.pure;

import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What the processor alone can do.
public final class Jmh implements Benchmark {

    private static final TimeValue A_SECOND = TimeValue.seconds(1);

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String work() {
        return "reading, hashing and comparing one bill, in a JVM of its own";
    }

    @Override
    public List<Figure> run(Setting setting) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(PureParts.class.getName())
                        .forks(1)
                        .warmupIterations(setting.repetitions())
                        .warmupTime(A_SECOND)
                        .measurementIterations(setting.repetitions())
                        .measurementTime(A_SECOND)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        return new Runner(options).run().stream().map(Jmh::figure).toList();
    }

    private static Figure figure(RunResult result) {
        var measured = result.getPrimaryResult();
        return Figure.informs(measured.getLabel(), new Amount(measured.getScore(), "µs"));
    }
}
