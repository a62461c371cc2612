package org.civichopper.bulk.bicam;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.civichopper.bulk.read.Utf8;

/// What a column holds, as a manifest names it. Values are checked where they lie, and written as
/// Postgres takes them for certain.
enum ColumnType {
    TEXT("text", "text in UTF-8 without a NUL") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return Utf8.isText(in, from, to);
        }
    },
    // Where a column has a gap, pandas writes all of a piece as numbers with a point.
    INTEGER("bigint", "an integer, as 118 or 118.0") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return point(in, from, to) - from <= SURELY_FITS && isWhole(in, from, to)
                    || integer(in, from, to).isPresent();
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            var point = point(in, from, to);
            out.number(
                    point - from <= SURELY_FITS && isWhole(in, from, to)
                            ? whole(in, from, point)
                            : integer(in, from, to).orElseThrow());
        }
    },
    BOOLEAN("boolean", "True or False") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return flag(in, from, to).isPresent();
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            out.flag(flag(in, from, to).orElseThrow());
        }
    },
    DATE("date", "a date, as 2023-01-31") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return WrittenTime.isDate(in, from, to);
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            out.number(WrittenTime.day(in, from));
        }
    },
    TIMESTAMP("timestamp", "a time, as 2023-01-31 12:00:00") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return WrittenTime.isTime(in, from, to, false);
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            out.number(WrittenTime.micros(in, from, to));
        }
    },
    TIMESTAMPTZ("timestamptz", "a time, as 2023-01-31 12:00:00+00:00") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return WrittenTime.isTime(in, from, to, true);
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            out.number(WrittenTime.micros(in, from, to));
        }
    },
    NUMERIC("numeric", "a number, as 2.5") {
        @Override
        boolean fits(byte[] in, int from, int to) {
            return number(in, from, to).isPresent();
        }

        @Override
        void write(CopyFields out, byte[] in, int from, int to, boolean doubled)
                throws SQLException {
            out.numeric(number(in, from, to).orElseThrow());
        }
    };

    private static final int SURELY_FITS = 18; // digits and sign of a bigint
    private static final int LONGEST_NUMBER = 400;

    private final String sql;
    private final String expected;

    ColumnType(String sql, String expected) {
        this.sql = sql;
        this.expected = expected;
    }

    /// @throws IllegalArgumentException for a name that no manifest has
    static ColumnType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String sql() {
        return sql;
    }

    /// In words.
    String expected() {
        return expected;
    }

    /// Whether the bytes are such a value.
    abstract boolean fits(byte[] in, int from, int to);

    /// Writes a value that fits.
    ///
    /// @param doubled whether quotes in it are written twice
    void write(CopyFields out, byte[] in, int from, int to, boolean doubled) throws SQLException {
        out.text(in, from, to, doubled);
    }

    // Digits, and zeros behind the point if there is one.
    private static boolean isWhole(byte[] in, int from, int to) {
        var at = from < to && in[from] == '-' ? from + 1 : from;
        var first = at;
        while (at < to && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == first) {
            return false;
        }
        if (at < to && in[at] == '.' && at + 1 < to) {
            at++;
            while (at < to && in[at] == '0') {
                at++;
            }
        }
        return at == to;
    }

    private static int point(byte[] in, int from, int to) {
        var at = from;
        while (at < to && in[at] != '.') {
            at++;
        }
        return at;
    }

    private static long whole(byte[] in, int from, int to) {
        var value = 0L;
        for (var at = in[from] == '-' ? from + 1 : from; at < to; at++) {
            value = 10 * value + in[at] - '0';
        }
        return in[from] == '-' ? -value : value;
    }

    // Of what is large, or written with an exponent.
    private static Optional<Long> integer(byte[] in, int from, int to) {
        return number(in, from, to)
                .filter(found -> found.precision() - found.scale() <= 19)
                .filter(found -> found.signum() == 0 || found.stripTrailingZeros().scale() <= 0)
                .filter(found -> found.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .filter(found -> found.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0)
                .map(BigDecimal::longValueExact);
    }

    private static Optional<BigDecimal> number(byte[] in, int from, int to) {
        if (to - from > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            var found = new BigDecimal(new String(in, from, to - from, StandardCharsets.US_ASCII));
            return Optional.of(found).filter(each -> Math.abs(each.scale()) <= LONGEST_NUMBER);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(byte[] in, int from, int to) {
        if (to - from > "False".length()) {
            return Optional.empty();
        }
        return switch (new String(in, from, to - from, StandardCharsets.US_ASCII)) {
            case "True", "true", "TRUE", "1", "1.0" -> Optional.of(true);
            case "False", "false", "FALSE", "0", "0.0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
