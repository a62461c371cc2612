package org.civichopper.localcloud.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.civichopper.localcloud.LocalCloudException;

/// One instance of a function: a JVM of its own under the runtime client that Lambda uses. It takes
/// one invocation at a time, and is killed when one takes too long.
public final class FunctionProcess implements AutoCloseable {

    // Ctrl-C in a terminal reaches every process there; who started this one decides when it ends.
    // What a shell ignores, the JVM that it becomes ignores as well.
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final Duration SHORTEST_START = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(60); // an AOT cache takes a while

    private final DeployedFunction function;
    private final RuntimeApi api;
    private final LastLines lastLines = new LastLines();
    private final Process process;
    private final Thread reader;
    private final long started;

    private FunctionProcess(
            DeployedFunction function,
            RuntimeApi api,
            ProcessBuilder builder,
            BiConsumer<Long, String> lines)
            throws IOException {
        this.function = function;
        this.api = api;
        started = System.nanoTime();
        process = builder.start();
        reader = Thread.ofVirtual().start(() -> read(lines));
        process.onExit().thenAccept(ended -> api.over(exited(ended.exitValue())));
    }

    /// @param lines gets what it writes, stdout and stderr alike, each line with the process's
    ///   number
    /// @throws LocalCloudException where the runtime client cannot run
    public static FunctionProcess start(
            DeployedFunction function,
            FunctionJvm jvm,
            Sandbox sandbox,
            BiConsumer<Long, String> lines) {
        requireLinux();
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(jvm.command(function, sandbox));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(sandbox.code().toFile());
        var api = RuntimeApi.start(function.arn());
        builder.environment().clear();
        builder.environment().putAll(function.variables(sandbox));
        builder.environment().putAll(api.environment());
        try {
            return new FunctionProcess(function, api, builder, lines);
        } catch (IOException e) {
            api.close();
            throw new LocalCloudException("cannot start the function's process: " + e, e);
        }
    }

    private static void requireLinux() {
        var system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            throw new LocalCloudException(
                    "expected Linux, because Lambda's runtime client is made for nothing else, found %s. Use a Linux machine or container."
                            .formatted(system));
        }
    }

    private void read(BiConsumer<Long, String> lines) {
        try (var output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lastLines.add(line);
                lines.accept(pid(), line);
            }
        } catch (IOException e) {
            lastLines.add("(its output could not be read: " + e + ")");
        }
    }

    /// Hands it an event and waits for what comes of it. Starting is given as much time as the
    /// invocation, which begins when the function has started.
    public Answer invoke(String event) throws InterruptedException {
        var start = max(SHORTEST_START, function.timeout());
        var answer =
                api.awaitClient(start)
                        ? api.ask(event, function.timeout())
                        : Optional.<Answer>empty();
        if (answer.isPresent()) {
            api.awaitClient(SETTLES); // a client that is out of memory answers, and then ends
            return answer.get();
        }
        process.toHandle().destroyForcibly();
        process.waitFor();
        return timedOut(function.timeout());
    }

    // In Lambda's own words, as whoever invokes a function there is answered.
    private static Answer timedOut(Duration timeout) {
        return new Answer.Failed(
                """
                {"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after %s seconds"}\
                """
                        .formatted(String.format("%.2f", timeout.toMillis() / 1000.0)));
    }

    private static Answer exited(int status) {
        return new Answer.Failed(
                """
                {"errorType":"Runtime.ExitError","errorMessage":"Runtime exited with error: exit status %d"}\
                """
                        .formatted(status));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Whether it can take one more invocation.
    public boolean isAlive() {
        return !api.isOver() && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// When it was started, as [System#nanoTime] counts.
    public long started() {
        return started;
    }

    /// From its start to its first question for work; empty while it has not asked.
    public Optional<Duration> startTook() {
        return api.firstAsked().map(asked -> Duration.ofNanos(asked - started));
    }

    /// Its exit status, once it has ended and all that it wrote was read.
    CompletableFuture<Integer> ended() {
        return process.onExit()
                .thenApplyAsync(ended -> {
                    joinReader();
                    return ended.exitValue();
                });
    }

    private void joinReader() {
        try {
            reader.join(Duration.ofSeconds(1)); // a process that it left behind may hold the output
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last lines that it wrote so far.
    public List<String> lastLines() {
        return lastLines.lines();
    }

    /// The most memory that it had so far, in bytes, where the system tells and while it lives.
    public OptionalLong mostResident() {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// Ends it as Lambda does, and waits until it has gone.
    @Override
    public void close() {
        process.toHandle().destroy(); // a signal alone, so that its last words can be read
        try {
            if (!process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.toHandle().destroyForcibly();
        }
        joinReader();
        api.close();
    }
}
