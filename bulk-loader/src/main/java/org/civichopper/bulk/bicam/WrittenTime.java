package org.civichopper.bulk.bicam;

import java.time.LocalDate;

/// Dates and times as pandas and the sources of BICAM write them: ISO 8601, with a T or a space.
final class WrittenTime {

    static final int DATE = "2023-01-31".length();
    private static final int SECONDS = " 12:00:00".length();
    private static final int MINUTES = " 12:00".length();
    private static final long SECOND = 1_000_000; // microseconds
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
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

    /// Days since the first of 2000, as Postgres counts them.
    static int day(byte[] in, int from) {
        var year = two(in, from) * 100 + two(in, from + 2);
        return (int)
                (LocalDate.of(year, two(in, from + 5), two(in, from + 8)).toEpochDay() - FIRST_DAY);
    }

    /// Microseconds since then, in UTC.
    static long micros(byte[] in, int from, int to) {
        var day = day(in, from) * 24L * HOUR;
        if (to - from == DATE) {
            return day;
        }
        var clock = from + DATE;
        var micros = two(in, clock + 1) * HOUR + two(in, clock + 4) * MINUTE;
        var at = clock + MINUTES;
        if (at < to && in[at] == ':') {
            micros += two(in, at + 1) * SECOND;
            at = clock + SECONDS;
            var end = fraction(in, at, to);
            micros += fractionMicros(in, at, end);
            at = end;
        }
        return day + micros - offset(in, at, to);
    }

    // Of what is behind the point, rounded.
    private static long fractionMicros(byte[] in, int point, int to) {
        var micros = 0L;
        for (var digit = 1; digit <= 6; digit++) {
            micros = 10 * micros + (point + digit < to ? in[point + digit] - '0' : 0);
        }
        return point + 7 < to && in[point + 7] >= '5' ? micros + 1 : micros;
    }

    private static long offset(byte[] in, int from, int to) {
        if (from == to || in[from] == 'Z') {
            return 0;
        }
        var minutes = to - from == 3 ? 0 : two(in, to - 2);
        var offset = two(in, from + 1) * HOUR + minutes * MINUTE;
        return in[from] == '-' ? -offset : offset;
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
