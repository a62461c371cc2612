package org.civichopper.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Numbers and times as people read them.
public final class Words {

    private static final String BEFORE_JURISDICTION = "ocd-jurisdiction/country:";
    private static final String AFTER_JURISDICTION = "/government";

    private Words() {}

    /// For example `1 message` or `1,234 messages`; of what is not counted to its end, `over
    /// 10,000`.
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    public static String number(long number) {
        var bound = StatusReader.COUNTED;
        return number == bound + 1
                ? String.format(Locale.ROOT, "over %,d", bound)
                : String.format(Locale.ROOT, "%,d", number);
    }

    public static String age(Instant since, Instant now) {
        return time(Duration.between(since, now));
    }

    /// In at most two units, for example `45 s`, `3 min`, `2 h 5 min`, `4 d 2 h`.
    public static String time(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds < 600 ? seconds % 60 : 0, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /// For example `us/state:de`.
    public static String jurisdiction(String id) {
        var from = id.startsWith(BEFORE_JURISDICTION) ? BEFORE_JURISDICTION.length() : 0;
        var to =
                id.endsWith(AFTER_JURISDICTION)
                        ? id.length() - AFTER_JURISDICTION.length()
                        : id.length();
        return from < to ? id.substring(from, to) : id;
    }
}
