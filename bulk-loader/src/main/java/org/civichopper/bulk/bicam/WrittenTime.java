package org.civichopper.bulk.bicam;

/// Dates and times as pandas and the sources of BICAM write them: ISO 8601, with a T or a space.
final class WrittenTime {

    static final int DATE = "2023-01-31".length();
    private static final int SECONDS = " 12:00:00".length();
    private static final int MINUTES = " 12:00".length();
    private static final int FARTHEST = 15; // hours of an offset, as Postgres takes them

    private WrittenTime() {}

    /// Also with the midnight that a column of times writes behind it.
    static boolean isDate(byte[] in, int from, int to) {
        return isDay(in, from, to) && (to - from == DATE || isMidnight(in, from + DATE, to));
    }

    private static boolean isMidnight(byte[] in, int from, int to) {
        for (var at = from + 1; at < to; at++) {
            if (in[at] >= '1' && in[at] <= '9') {
                return false;
            }
        }
        return isClock(in, from, to, true);
    }

    /// A day, with its time or without.
    ///
    /// @param zoned whether any offset may follow; else only that of UTC
    static boolean isTime(byte[] in, int from, int to, boolean zoned) {
        return isDay(in, from, to) && (to - from == DATE || isClock(in, from + DATE, to, zoned));
    }

    private static boolean isDay(byte[] in, int from, int to) {
        if (to - from < DATE || in[from + 4] != '-' || in[from + 7] != '-') {
            return false;
        }
        var year = two(in, from) * 100 + two(in, from + 2);
        var month = two(in, from + 5);
        var day = two(in, from + 8);
        return two(in, from) >= 0
                && two(in, from + 2) >= 0
                && year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= days(year, month);
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isClock(byte[] in, int from, int to, boolean zoned) {
        if (to - from < MINUTES
                || in[from] != ' ' && in[from] != 'T'
                || !isBelow(in, from + 1, 24)
                || in[from + 3] != ':'
                || !isBelow(in, from + 4, 60)) {
            return false;
        }
        var at = from + MINUTES;
        if (at < to && in[at] == ':') {
            if (to - from < SECONDS || !isBelow(in, at + 1, 60)) {
                return false;
            }
            at = fraction(in, from + SECONDS, to);
        }
        return at == to || isOffset(in, at, to, zoned);
    }

    // Where it ends; a point alone is none.
    private static int fraction(byte[] in, int from, int to) {
        if (from + 1 >= to || in[from] != '.') {
            return from;
        }
        var at = from + 1;
        while (at < to && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at == from + 1 ? from : at;
    }

    private static boolean isOffset(byte[] in, int from, int to, boolean zoned) {
        if (in[from] == 'Z') {
            return to == from + 1;
        }
        var isWritten =
                (in[from] == '+' || in[from] == '-')
                        && to - from >= 3
                        && isBelow(in, from + 1, FARTHEST + 1)
                        && (to - from == 3
                                || to - from == 6
                                        && in[from + 3] == ':'
                                        && isBelow(in, from + 4, 60)
                                || to - from == 5 && isBelow(in, from + 3, 60));
        return isWritten && (zoned || isNone(in, from, to));
    }

    private static boolean isNone(byte[] in, int from, int to) {
        for (var at = from + 1; at < to; at++) {
            if (in[at] != '0' && in[at] != ':') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBelow(byte[] in, int at, int limit) {
        var found = two(in, at);
        return found >= 0 && found < limit;
    }

    private static int two(byte[] in, int at) {
        var tens = in[at] - '0';
        var ones = in[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
    }
}
