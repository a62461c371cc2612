package org.civichopper.localsearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A real OpenSearch on throwaway data, in a process of its own on loopback, without users and
/// passwords. Ends with whoever started it, however that ends.
public final class LocalSearch implements AutoCloseable {

    static final String READY = "listens at port ";

    // By its name: what it extends is not on this class path.
    private static final String NODE = "org.civichopper.localsearch.SearchNode";

    private static final String HEAP = "512m"; // of which the server gives a tenth to bulks
    private static final int LONGEST_START = 120; // s
    private static final int LINES_WORTH_SHOWING = 20;

    private final Process process;
    private final Path folder;
    private final ArrayDeque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private LocalSearch(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        Thread.ofVirtual().name("search-output").start(this::listen);
    }

    /// Returns when it answers.
    ///
    /// @throws LocalSearchException where it does not start, with its last words
    public static LocalSearch start() {
        try {
            var folder = Files.createTempDirectory("hopper-search-");
            var process =
                    new ProcessBuilder(
                                    // Ctrl-C in a terminal reaches every process there; this one
                                    // ends when its input is closed.
                                    "/bin/sh",
                                    "-c",
                                    "trap '' INT HUP; exec \"$@\"",
                                    "sh",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx" + HEAP,
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    ServerJars.classPath(),
                                    NODE,
                                    folder.toString())
                            .redirectErrorStream(true)
                            .start();
            var search = new LocalSearch(process, folder);
            search.awaitPort();
            return search;
        } catch (IOException e) {
            throw new LocalSearchException("cannot start the search server: " + e, e);
        }
    }

    private void listen() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    port.complete(Integer.parseInt(line.substring(READY.length())));
                }
                note(line);
            }
        } catch (IOException e) {
            note("(its output could not be read: " + e + ")");
        }
        port.completeExceptionally(new IOException("it ended"));
    }

    private synchronized void note(String line) {
        lastLines.add(line);
        if (lastLines.size() > LINES_WORTH_SHOWING) {
            lastLines.remove();
        }
    }

    private void awaitPort() {
        try {
            port.get(LONGEST_START, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            var said = said();
            close();
            throw new LocalSearchException("the search server did not start. It said:\n" + said, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new LocalSearchException("interrupted while the search server started", e);
        }
    }

    private synchronized String said() {
        return String.join("\n", lastLines);
    }

    /// Where it listens, without a slash at its end.
    public String url() {
        return "http://127.0.0.1:" + port.join();
    }

    public long pid() {
        return process.pid();
    }

    // What happens when this program is killed.
    void letGo() throws IOException {
        process.getOutputStream().close();
    }

    /// Returns when it has gone, with all its data.
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            if (Files.exists(folder)) {
                Folder.delete(folder);
            }
        } catch (IOException e) {
            throw new LocalSearchException("cannot delete " + folder + ": " + e, e);
        }
    }
}
