package org.civichopper.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;

/// A process of its own that dies in the middle of a load, as one does that is killed.
public final class DyingProcess {

    /// The exit code of one that died.
    public static final int HALTED = 137;

    private DyingProcess() {}

    /// Dies when a step is reached for the nth time.
    public static LoadSteps at(LoadStep step, int nth) {
        var left = new AtomicInteger(nth);
        return reached -> {
            if (reached == step && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
    }

    /// Runs a program of the tests to its end; returns its exit code.
    public static int run(Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        return run(program, List.of(), arguments);
    }

    /// @param options of its JVM
    public static int run(Class<?> program, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
