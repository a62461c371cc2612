package org.civichopper.uploader.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How a work goes on whose end nobody knows: on a terminal one line that renews itself, elsewhere
/// nothing but what is said. May be told from many threads.
public final class LiveProgress implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final int COLUMNS = 80;

    private final PrintWriter out;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long sent;
    private long failed;
    private boolean drawn;

    public LiveProgress(PrintWriter out) {
        this(out, Progress.isTerminal());
    }

    LiveProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void sent() {
        sent++;
    }

    /// One that did not succeed, with its line.
    public synchronized void failed(String line) {
        failed++;
        say(line);
    }

    /// Prints a line of its own, above the one that renews itself.
    public synchronized void say(String line) {
        clear();
        out.println("hopper: " + line);
        out.flush();
    }

    /// @param oldest when the oldest document was written that waits
    public synchronized void show(long waiting, Optional<Instant> oldest) {
        if (!terminal) {
            return;
        }
        var age =
                oldest.map(time -> Duration.between(time, Instant.now()).toSeconds())
                        .map(seconds -> " (" + seconds + " s)")
                        .orElse("");
        var line =
                String.format(
                        Locale.ROOT,
                        "hopper: %d found, %d sent, %d waiting%s, %d failed, %.0f files/s",
                        sent + waiting + failed,
                        sent,
                        waiting,
                        age,
                        failed,
                        sent / Math.max(1e-9, (System.nanoTime() - start) / 1e9));
        // A line that wraps cannot be cleared, and would fill the screen.
        out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), COLUMNS - 1)));
        out.flush();
        drawn = true;
    }

    @Override
    public synchronized void close() {
        clear();
        out.flush();
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }
}
