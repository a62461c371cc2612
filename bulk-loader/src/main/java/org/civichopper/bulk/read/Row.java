package org.civichopper.bulk.read;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.civichopper.bulk.ledger.Reject;

/// The record that was read last, where it lies in the buffer: fields become objects when they are
/// asked for. Valid until the next one is read.
public final class Row {

    private static final int SHOWN = 8_192; // bytes of a record that is set aside
    private static final int MOST_DIGITS = 12; // before the point, of numeric(14,2)

    private final String member;
    private final Encoding encoding;
    private Column key;
    private int[] positions; // of each column by its ordinal, -1 where the member has it not

    byte[] bytes;
    int start; // of the record
    int end;
    long line;
    int fields;
    int[] starts = new int[64];
    int[] ends = new int[64];
    boolean[] doubled = new boolean[64]; // whether quotes in it are written twice
    private Charset charset; // null until asked for

    Row(String member, Encoding encoding) {
        this.member = member;
        this.encoding = encoding;
    }

    void columns(int[] found, Column named) {
        positions = found;
        key = named;
    }

    void begin(byte[] buffer, int from) {
        bytes = buffer;
        start = from;
        fields = 0;
        charset = null;
    }

    void add(int from, int to, boolean quotesTwice) {
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
            doubled = Arrays.copyOf(doubled, 2 * fields);
        }
        starts[fields] = from;
        ends[fields] = to;
        doubled[fields++] = quotesTwice;
    }

    /// How many fields the record has; each is [#bytes] from its [#start] to its [#end], not
    /// trimmed.
    public int fields() {
        return fields;
    }

    /// Where the record begins, from 1.
    public long line() {
        return line;
    }

    /// The buffer that the record lies in.
    public byte[] bytes() {
        return bytes;
    }

    public int start(int field) {
        return starts[field];
    }

    public int end(int field) {
        return ends[field];
    }

    /// Whether a quote in the field is written twice.
    public boolean isDoubled(int field) {
        return doubled[field];
    }

    private int position(Column column) {
        var position = positions[column.ordinal()];
        return position < fields ? position : -1;
    }

    private int from(int position) {
        var from = starts[position];
        while (from < ends[position] && isBlank(bytes[from])) {
            from++;
        }
        return from;
    }

    private int to(int position, int from) {
        var to = ends[position];
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        return to;
    }

    private static boolean isBlank(byte value) {
        return value > 0 && value <= ' ';
    }

    public boolean isEmpty(Column column) {
        var position = position(column);
        return position < 0 || from(position) == ends[position];
    }

    /// Whether the field, trimmed, is just this.
    ///
    /// @param ascii letters, digits and signs
    public boolean is(Column column, String ascii) {
        var position = position(column);
        if (position < 0) {
            return false;
        }
        var from = from(position);
        if (to(position, from) - from != ascii.length()) {
            return false;
        }
        for (var at = 0; at < ascii.length(); at++) {
            if (bytes[from + at] != ascii.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /// The field, trimmed; null where it is empty or the member has no such column.
    public String text(Column column) {
        var position = position(column);
        if (position < 0) {
            return null;
        }
        var from = from(position);
        var to = to(position, from);
        if (from == to) {
            return null;
        }
        return doubled[position] ? text(undoubled(from, to), 0, -1) : text(bytes, from, to);
    }

    private byte[] undoubled(int from, int to) {
        var once = new byte[to - from];
        var length = 0;
        for (var at = from; at < to; at++) {
            once[length++] = bytes[at];
            if (bytes[at] == '"') {
                at++; // its twin
            }
        }
        return Arrays.copyOf(once, length);
    }

    // Nearly all is ASCII, which needs no decoder.
    private String text(byte[] in, int from, int until) {
        var to = until < 0 ? in.length : until;
        var odd = 0;
        for (var at = from; at < to; at++) {
            if (in[at] == 0) {
                throw new RowRejectedException("text without a NUL", "one in it");
            }
            odd |= in[at];
        }
        if (odd >= 0) {
            return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (charset == null) {
            charset = encoding.of(bytes, start, end);
        }
        try {
            var text = encoding.decode(charset, in, from, to).strip();
            return text.isEmpty() ? null : text;
        } catch (CharacterCodingException e) {
            throw new RowRejectedException(
                    "text in " + charset,
                    new String(in, from, to - from, StandardCharsets.ISO_8859_1));
        }
    }

    /// What must be there.
    public String required(Column column) {
        var text = text(column);
        if (text == null) {
            throw new RowRejectedException(column.header(), "none");
        }
        return text;
    }

    /// Null where the field is empty.
    public LocalDate date(Column column, WrittenDate written) {
        var position = position(column);
        if (position < 0) {
            return null;
        }
        var from = from(position);
        var to = to(position, from);
        if (from == to) {
            return null;
        }
        try {
            return written.read(bytes, from, to);
        } catch (DateTimeException e) {
            throw bad(column, "a date " + written.form(), from, to);
        }
    }

    /// Null where the field is empty.
    public BigDecimal amount(Column column) {
        var position = position(column);
        if (position < 0) {
            return null;
        }
        var from = from(position);
        var to = to(position, from);
        return from == to ? null : amount(column, from, to);
    }

    /// What must be there.
    public BigDecimal requiredAmount(Column column) {
        var amount = amount(column);
        if (amount == null) {
            throw new RowRejectedException(column.header(), "none");
        }
        return amount;
    }

    private BigDecimal amount(Column column, int from, int to) {
        var at = bytes[from] == '-' ? from + 1 : from;
        var first = at;
        var cents = 0L;
        var counted = 0;
        while (at < to && isDigit(bytes[at])) {
            cents = cents * 10 + bytes[at++] - '0';
            counted += cents > 0 ? 1 : 0;
            if (counted > MOST_DIGITS) {
                throw bad(column, "an amount of at most 12 digits before the point", from, to);
            }
        }
        var decimals = 0;
        var point = at;
        if (at > first && at + 1 < to && bytes[at] == '.') {
            at++;
            while (at < to && decimals < 2 && isDigit(bytes[at])) {
                cents = cents * 10 + bytes[at++] - '0';
                decimals++;
            }
        }
        if (at != to || point == first || (at > point && decimals == 0)) {
            throw bad(column, "an amount such as 500.00", from, to);
        }
        for (; decimals < 2; decimals++) {
            cents *= 10;
        }
        return BigDecimal.valueOf(first > from ? -cents : cents, 2);
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private RowRejectedException bad(Column column, String expected, int from, int to) {
        return new RowRejectedException(
                column.header() + ": " + expected,
                '"' + new String(bytes, from, to - from, encoding.of(bytes, start, end)) + '"');
    }

    /// This record, set aside.
    public Reject rejected(String expected, String found) {
        var raw = end;
        while (raw > start && (bytes[raw - 1] == '\n' || bytes[raw - 1] == '\r')) {
            raw--;
        }
        return new Reject(
                member + ":" + line,
                named(),
                expected,
                found,
                new String(
                        bytes,
                        start,
                        Math.min(raw - start, SHOWN),
                        encoding.of(bytes, start, end)));
    }

    private String named() {
        try {
            var name = positions == null ? null : text(key);
            return name == null ? "" : name;
        } catch (RowRejectedException e) {
            return "";
        }
    }
}
