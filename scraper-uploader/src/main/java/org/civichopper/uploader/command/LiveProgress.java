package org.civichopper.uploader.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.civichopper.commandline.Columns;
import org.civichopper.commandline.Screen;
import org.civichopper.model.text.Harmless;

/// How a work goes on whose end nobody knows: on a terminal one line that renews itself, or now and
/// then a whole line where somebody else writes there, too; elsewhere nothing but what is said. May
/// be told from many threads.
final class LiveProgress implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final Duration WHOLE_LINE = Duration.ofSeconds(10);

    /// Who sees what is shown.
    enum Audience {
        NOBODY,
        TERMINAL,
        SHARED_TERMINAL
    }

    private final PrintWriter out;
    private final Audience audience;
    private final int columns;
    private final LongSupplier nanos;
    private final long start;
    private long sent;
    private long failed;
    private boolean drawn;
    private long shown;
    private long told;

    /// Alone on its terminal.
    static LiveProgress alone(PrintWriter out) {
        return of(out, Audience.TERMINAL);
    }

    /// Beside somebody who writes to the same terminal: a line that renews itself would be torn.
    static LiveProgress beside(PrintWriter out) {
        return of(out, Audience.SHARED_TERMINAL);
    }

    private static LiveProgress of(PrintWriter out, Audience onTerminal) {
        var columns = Columns.ofStandardError();
        return new LiveProgress(
                out,
                columns.isPresent() ? onTerminal : Audience.NOBODY,
                columns.orElse(0),
                System::nanoTime);
    }

    LiveProgress(PrintWriter out, Audience audience, int columns, LongSupplier nanos) {
        this.out = out;
        this.audience = audience;
        this.columns = columns;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.shown = start;
    }

    synchronized void sent() {
        sent++;
    }

    /// One that did not succeed, with its line.
    synchronized void failed(String line) {
        failed++;
        say(line);
    }

    /// Prints a line of its own, above the one that renews itself.
    synchronized void say(String line) {
        clear();
        out.println("hopper: " + Harmless.line(line));
        out.flush();
    }

    /// @param oldest when the oldest document was written that waits
    synchronized void show(long waiting, Optional<Instant> oldest) {
        switch (audience) {
            case NOBODY -> {}
            case TERMINAL -> redraw(line(waiting, oldest));
            case SHARED_TERMINAL -> sayNowAndThen(line(waiting, oldest));
        }
    }

    private String line(long waiting, Optional<Instant> oldest) {
        var age =
                oldest.map(time -> Duration.between(time, Instant.now()).toSeconds())
                        .map(seconds -> " (" + seconds + " s)")
                        .orElse("");
        return String.format(
                Locale.ROOT,
                "%d found, %d sent, %d waiting%s, %d failed, %.0f/s",
                sent + waiting + failed,
                sent,
                waiting,
                age,
                failed,
                sent / Math.max(1e-9, (nanos.getAsLong() - start) / 1e9));
    }

    // A line that wraps cannot be cleared, and would fill the screen.
    private void redraw(String line) {
        out.print(CLEAR_LINE + Screen.cut("hopper: " + line, columns - 1));
        out.flush();
        drawn = true;
    }

    private void sayNowAndThen(String line) {
        var now = nanos.getAsLong();
        if (now - shown >= WHOLE_LINE.toNanos() && sent + failed != told) {
            shown = now;
            told = sent + failed;
            say(line);
        }
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
