package org.civichopper.cli.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Of when the page is.
record ClockView(String iso, String time) {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    static ClockView of(Instant at) {
        return new ClockView(at.truncatedTo(ChronoUnit.SECONDS).toString(), SECOND.format(at));
    }
}
