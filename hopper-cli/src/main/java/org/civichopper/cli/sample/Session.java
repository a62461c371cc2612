package org.civichopper.cli.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// The one session of a sample: far enough ahead that nobody takes it for a real one.
final class Session {

    static final String IDENTIFIER = "2031";
    static final String NAME = "2031 Sample Session";
    static final LocalDate START = LocalDate.of(2031, 1, 14);
    static final LocalDate END = LocalDate.of(2031, 5, 30);

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'");

    private Session() {}

    /// A time as the scrapers write it: `2031-02-10T19:46:35+00:00`.
    static String write(LocalDateTime utc) {
        return SECONDS.format(utc);
    }
}
