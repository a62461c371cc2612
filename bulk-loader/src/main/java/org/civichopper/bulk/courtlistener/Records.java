package org.civichopper.bulk.courtlistener;

import java.util.Arrays;
import org.civichopper.bulk.courtlistener.bucket.Dialect;

/// Where the records of a chunk begin. Without a state where column 1 is a number that is never
/// NULL: at a digit behind a newline and a quote, for a quote inside a field is escaped or doubled,
/// and one that ends a field is followed by a comma or a newline.
///
/// @param keyed whether column 1 is such a number
record Records(Dialect dialect, boolean keyed) {

    /// The first is `from`.
    int[] starts(byte[] bytes, int from, int to) {
        return keyed ? byKey(bytes, from, to) : carefully(bytes, from, to);
    }

    private int[] byKey(byte[] bytes, int from, int to) {
        var starts = new Starts(from);
        for (var at = startBehind(bytes, from, to); at >= 0; at = startBehind(bytes, at, to)) {
            starts.add(at);
        }
        return starts.all();
    }

    /// Where the first record begins whose newline is at `from` or behind it, of keyed ones; -1
    /// where none does.
    int startBehind(byte[] bytes, int from, int to) {
        for (var at = from; at + 2 < to; at++) {
            if (bytes[at] == '\n' && isStart(bytes, at + 1)) {
                return at + 1;
            }
        }
        return -1;
    }

    private boolean isStart(byte[] bytes, int at) {
        return bytes[at] == dialect.quote() && bytes[at + 1] >= '0' && bytes[at + 1] <= '9';
    }

    /// Where the last record begins that is not the first; 0 where there is none. The first begins
    /// at 0.
    int lastStart(byte[] bytes, int to) {
        if (!keyed) {
            var starts = carefully(bytes, 0, to);
            return starts[starts.length - 1];
        }
        for (var at = to - 2; at > 0; at--) {
            if (bytes[at - 1] == '\n' && isStart(bytes, at)) {
                return at;
            }
        }
        return 0;
    }

    /// As Postgres reads them: a newline outside of quotes ends a record.
    int[] carefully(byte[] bytes, int from, int to) {
        var starts = new Starts(from);
        var quoted = false;
        for (var at = from; at < to; at++) {
            if (quoted && isEscape(bytes, at, to)) {
                at++;
            } else if (bytes[at] == dialect.quote()) {
                quoted = !quoted;
            } else if (bytes[at] == '\n' && !quoted && at + 1 < to) {
                starts.add(at + 1);
            }
        }
        return starts.all();
    }

    private boolean isEscape(byte[] bytes, int at, int to) {
        return bytes[at] == dialect.escape()
                && at + 1 < to
                && (bytes[at + 1] == dialect.quote() || bytes[at + 1] == dialect.escape());
    }

    /// What the record calls itself: its first column.
    String key(String record) {
        var end = record.indexOf(',');
        var first = end < 0 ? record : record.substring(0, end);
        return first.replace(String.valueOf(dialect.quote()), "").strip();
    }

    private static final class Starts {

        private int[] at = new int[1_024];
        private int count;

        Starts(int first) {
            add(first);
        }

        void add(int start) {
            if (count == at.length) {
                at = Arrays.copyOf(at, count * 2);
            }
            at[count++] = start;
        }

        int[] all() {
            return Arrays.copyOf(at, count);
        }
    }
}
