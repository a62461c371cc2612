package org.civichopper.cli.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// A time as UTC, for a browser to tell by its own clock.
///
/// @param as how it is written, by the name that the script has for it
record Moment(String iso, String as, String text) {

    private static final DateTimeFormatter SECOND = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = format("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter HOUR = format("HH:mm");
    private static final DateTimeFormatter DAY = format("MM-dd HH:mm");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    static Moment second(Instant at) {
        return of(at, "second", SECOND);
    }

    static Moment minute(Instant at) {
        return of(at, "minute", MINUTE);
    }

    static Moment hour(Instant at) {
        return of(at, "hour", HOUR);
    }

    static Moment day(Instant at) {
        return of(at, "day", DAY);
    }

    private static Moment of(Instant at, String as, DateTimeFormatter format) {
        return new Moment(at.truncatedTo(ChronoUnit.SECONDS).toString(), as, format.format(at));
    }
}
