package org.civichopper.commandline;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.model.text.Harmless;

/// How far a work of many slices has come: on a terminal a bar for each slice that runs and one for
/// the whole, which renew themselves; elsewhere (a log, a pipe) a plain line for the whole every
/// few seconds. May be told from many threads.
public final class Bars implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final int MOST_SLICES = 8; // lines, beside that of the whole
    private static final int LOGGED_NAME = 40;

    // A line that wraps could not be found again: a terminal that was made narrower cuts it.
    private static final String DO_NOT_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String UP = "\u001b[%dA\r";
    private static final String CLEAR_REST_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private volatile Measure measure;
    private final OptionalInt columns;
    private final LongSupplier nanos;
    private final Bar whole;
    private final List<Bar> running = new ArrayList<>();
    private volatile long shown;
    private int drawn;
    private boolean closed;

    /// Totals, shares and rates are of rows.
    ///
    /// @param err writes to standard error
    public static Bars ofRows(PrintWriter err) {
        return new Bars(err, Measure.ROWS, Columns.ofStandardError(), System::nanoTime);
    }

    /// @param columns of the terminal; empty if there is none
    Bars(PrintWriter out, Measure measure, OptionalInt columns, LongSupplier nanos) {
        this.out = out;
        this.measure = measure;
        this.columns = columns;
        this.nanos = nanos;
        this.whole = new Bar("all", OptionalLong.empty());
        this.shown = whole.began;
    }

    /// Totals, shares and rates are of bytes from here on.
    public void measureBytes() {
        measure = Measure.BYTES;
    }

    /// How much there is in all, once that is known.
    public synchronized void found(long total) {
        whole.total = OptionalLong.of(total);
    }

    /// A slice that runs from now on, until it is closed. What it counts is counted for the whole.
    ///
    /// @param total of the slice, if it is known
    public synchronized Bar begin(String name, OptionalLong total) {
        var bar = new Bar(name, total);
        running.add(bar);
        return bar;
    }

    /// Prints a line of its own, above the bars.
    public synchronized void say(String line) {
        out.print(back());
        out.print(drawn == 0 ? "" : CLEAR_BELOW);
        out.println(Harmless.line(line));
        out.print(drawn == 0 ? "" : frame(nanos.getAsLong()));
        out.flush();
    }

    /// Leaves nothing but the lines that were said.
    @Override
    public synchronized void close() {
        closed = true;
        if (drawn > 0) {
            out.print(back() + CLEAR_BELOW);
            drawn = 0;
        }
        out.flush();
    }

    private void show() {
        var pause = columns.isPresent() ? REDRAW : PLAIN_LINE;
        if (nanos.getAsLong() - shown >= pause.toNanos()) {
            show(pause);
        }
    }

    private synchronized void show(Duration pause) {
        var now = nanos.getAsLong();
        if (closed || now - shown < pause.toNanos()) { // another thread was first
            return;
        }
        shown = now;
        if (columns.isPresent()) {
            out.print(back() + frame(now));
        } else {
            out.println(line(now));
        }
        out.flush();
    }

    // To where the bars begin.
    private String back() {
        return drawn == 0 ? "" : UP.formatted(drawn);
    }

    private String frame(long now) {
        var slices = running.stream().map(bar -> bar.at(now)).toList();
        var shownSlices =
                slices.size() <= MOST_SLICES
                        ? slices.stream()
                        : Stream.concat(
                                slices.stream().limit(MOST_SLICES - 1), Stream.of(others(slices)));
        var lines =
                new BarTable(columns.orElseThrow())
                        .lines(Stream.concat(shownSlices, Stream.of(whole.at(now))).toList());
        drawn = lines.size();
        return lines.stream()
                .map(line -> line + CLEAR_REST_OF_LINE + "\n")
                .collect(Collectors.joining("", DO_NOT_WRAP, CLEAR_BELOW + WRAP));
    }

    private static Reading others(List<Reading> slices) {
        var others = slices.subList(MOST_SLICES - 1, slices.size());
        return Reading.sum("and %d more".formatted(others.size()), others);
    }

    private String line(long now) {
        var reading = whole.at(now);
        return Stream.of(
                        reading.amountOfTotal(),
                        reading.percent(),
                        reading.besides(),
                        reading.rate(),
                        reading.timeLeft(),
                        underWay())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String underWay() {
        if (running.isEmpty()) {
            return "";
        }
        var names =
                running.stream()
                        .limit(MOST_SLICES)
                        .map(bar -> Screen.cut(bar.name, LOGGED_NAME))
                        .collect(Collectors.joining(", ", "under way: ", ""));
        return running.size() <= MOST_SLICES
                ? names
                : names + " and %d more".formatted(running.size() - MOST_SLICES);
    }

    private synchronized void end(Bar bar) {
        running.remove(bar);
    }

    /// One slice, from when it begins until it is closed.
    public final class Bar implements AutoCloseable {

        private final String name;
        private volatile OptionalLong total;
        private final long began = nanos.getAsLong();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private volatile String note = "";

        private Bar(String name, OptionalLong total) {
            this.name = name;
            this.total = total;
        }

        /// @param more less than 0 takes back what will be done again
        public void rows(long more) {
            rows.addAndGet(more);
            whole.rows.addAndGet(more);
            show();
        }

        /// @param more less than 0 takes back what will be done again
        public void bytes(long more) {
            bytes.addAndGet(more);
            whole.bytes.addAndGet(more);
            show();
        }

        /// How much there is of the slice, where that is known only now.
        public void found(long total) {
            this.total = OptionalLong.of(total);
        }

        /// Says something of the slice behind its name, in a word.
        public void note(String word) {
            note = word;
        }

        @Override
        public void close() {
            end(this);
        }

        private Reading at(long now) {
            return new Reading(
                    name, note, measure, rows.get(), bytes.get(), total, (now - began) / 1e9);
        }
    }
}
