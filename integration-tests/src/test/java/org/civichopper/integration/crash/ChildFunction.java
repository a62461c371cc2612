package org.civichopper.integration.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.civichopper.cli.cloud.LocalInvocation;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.telemetry.Telemetry;
import org.civichopper.testing.ChildJvm;
import org.civichopper.testing.Patience;

/// The function in a process of its own, which dies as processes do: at once and without a word.
final class ChildFunction {

    static final int KILLED = 137; // what a shell calls SIGKILL

    private static final String WORKING = "working";
    private static final String STOPPED = "stopped";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private ChildFunction() {}

    /// With an end and the name of a step: one tick, in which the process comes to that end as soon
    /// as it is there. Without: tick after tick, until somebody kills it; it says when it has work.
    public static void main(String[] arguments) {
        var given = List.of(arguments);
        var working = new AtomicBoolean();
        try (var function =
                new ImporterFunction(
                        System.getenv(),
                        step -> {
                            if (given.contains(step.name())) {
                                End.valueOf(given.getFirst()).come();
                            } else if (working.compareAndSet(false, true)) {
                                System.out.println(WORKING);
                            }
                        },
                        Telemetry.SILENT)) {
            do {
                new LocalInvocation(TIMEOUT).of(function, "{}");
            } while (given.isEmpty());
        }
    }

    private enum End {
        HALT {
            @Override
            void come() {
                Runtime.getRuntime().halt(KILLED);
            }
        },
        /// What a machine does that is suspended; SIGCONT wakes it.
        STOP {
            @Override
            void come() {
                System.out.println(STOPPED);
                signal("STOP", ProcessHandle.current());
            }
        };

        abstract void come();
    }

    static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One tick that stands still at the step, all threads of it.
    ///
    /// @return once it stands; [#signal] with `CONT` wakes it
    static Process stopAt(Step step, Map<String, String> env) throws IOException {
        var process = start(env, End.STOP.name(), step.name());
        awaitLine(STOPPED, process);
        return process;
    }

    /// One tick that dies at the step.
    ///
    /// @throws AssertionError if it ends in any other way
    static void dieAt(Step step, Map<String, String> env) throws InterruptedException {
        var process = start(env, End.HALT.name(), step.name());
        var ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.toHandle().destroyForcibly(); // leaves what it wrote to be read
        }
        if (!ended || process.exitValue() != KILLED) {
            throw new AssertionError(
                    "expected a process that dies at %s, found one that %s:%n%s"
                            .formatted(
                                    step,
                                    ended ? "ended with " + process.exitValue() : "goes on",
                                    written(process)));
        }
    }

    /// Ticks that somebody kills this while after their first step, wherever they are then.
    static void killAfter(Duration life, Map<String, String> env) throws InterruptedException {
        var process = start(env);
        try {
            awaitLine(WORKING, process);
            if (process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "ended with %d by itself:%n%s"
                                .formatted(process.exitValue(), written(process)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// Ticks until that has come about.
    ///
    /// @throws AssertionError if the process ends by itself, or it takes longer
    static void workUntil(Callable<Boolean> done, Duration longest, Map<String, String> env)
            throws Exception {
        var process = start(env);
        try {
            Patience.until(
                    longest,
                    () -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("ended by itself:\n" + written(process));
                        }
                        return done.call();
                    });
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void awaitLine(String awaited, Process process) throws IOException {
        for (var line = ""; !line.equals(awaited); ) {
            line = process.inputReader().readLine();
            if (line == null) {
                throw new AssertionError("ended by itself before it said " + awaited);
            }
        }
    }

    private static String written(Process process) {
        try {
            return process.inputReader().readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(Map<String, String> env, String... arguments) {
        var builder = ChildJvm.of("256m", ChildFunction.class, List.of(arguments));
        builder.environment().putAll(env);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
