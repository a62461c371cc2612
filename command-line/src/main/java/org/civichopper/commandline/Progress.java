package org.civichopper.commandline;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.civichopper.model.text.Harmless;

/// How far a command has come: on a terminal one line that renews itself, elsewhere (a log, a pipe)
/// a plain line every few seconds. May be told from many threads.
public final class Progress implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final int BAR = 30;
    private static final int LEAST_BAR = 5;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final String verb;
    private final OptionalInt columns; // empty where there is no terminal
    private final LongSupplier nanos;
    private final long start;
    private long shown;
    private long total;
    private long done;
    private long failed;
    private boolean drawn;

    /// @param out writes to standard error
    /// @param verb what happens to each document, for example `sent`
    public Progress(PrintWriter out, String verb) {
        this(out, verb, Columns.ofStandardError(), System::nanoTime);
    }

    Progress(PrintWriter out, String verb, OptionalInt columns, LongSupplier nanos) {
        this.out = out;
        this.verb = verb;
        this.columns = columns;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.shown = start;
    }

    /// How many documents there are, once someone has counted.
    public synchronized void found(long documents) {
        total = documents;
        show();
    }

    public synchronized void done() {
        done++;
        show();
    }

    /// One that did not succeed, with its line.
    public synchronized void failed(String line) {
        failed++;
        say(line);
    }

    /// Prints a line of its own, above the one that renews itself.
    public synchronized void say(String line) {
        clear();
        out.println(Harmless.line(line));
        out.flush();
    }

    /// Leaves an empty line for what the command says last.
    @Override
    public synchronized void close() {
        clear();
        out.flush();
    }

    private void show() {
        var now = nanos.getAsLong();
        var pause = columns.isPresent() ? REDRAW : PLAIN_LINE;
        if (now - shown < pause.toNanos()) {
            return;
        }
        shown = now;
        if (columns.isPresent()) {
            out.print(CLEAR_LINE + fitted(line(now), columns.getAsInt() - 1));
            drawn = true;
        } else {
            out.println(line(now));
        }
        out.flush();
    }

    private String line(long now) {
        var seconds = Math.max(1e-9, (now - start) / 1e9);
        return String.format(
                Locale.ROOT,
                "%d of %d %s, %d failed, %.0f/s",
                done,
                total,
                verb,
                failed,
                done / seconds);
    }

    // With as much of a bar as there is room for: a line that wraps cannot be cleared.
    private String fitted(String line, int room) {
        var width = Math.min(BAR, room - line.length() - "[] ".length());
        return width < LEAST_BAR ? Screen.cut(line, room) : bar(width) + " " + line;
    }

    private String bar(int width) {
        var filled = (int) (total == 0 ? 0 : Math.min(width, width * (done + failed) / total));
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }

    private void clear() {
        if (drawn) {
            out.print(CLEAR_LINE);
            drawn = false;
        }
    }
}
