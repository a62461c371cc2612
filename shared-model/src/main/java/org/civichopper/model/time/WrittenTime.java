package org.civichopper.model.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A time as documents and messages write it: `2026-01-04T08:31:20+00:00`, from the hour on as
/// exact as they like.
public final class WrittenTime {

    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH[:mm[:ss]]")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendOffset("+HH:mm", "Z")
                    .toFormatter();
    private static final int LAST_YEAR = 9999;

    private WrittenTime() {}

    /// Nothing for a text that says too little to order two scrapes, such as a date alone, or a
    /// time that no column holds.
    public static Optional<Instant> parse(String text) {
        try {
            var time = stored(OffsetDateTime.parse(text, FORM).toInstant());
            var year = time.atOffset(ZoneOffset.UTC).getYear();
            return year < 1 || year > LAST_YEAR ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The time as a column holds it: to the microsecond.
    public static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
