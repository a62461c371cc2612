package org.civichopper.bulk.city311;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times of the source, in the one form whose order as text is theirs: `2020-11-03T08:15:42.120Z`.
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String written(Instant time) {
        return FORM.format(time);
    }

    /// The same time in that form; without a zone it is UTC.
    static String normal(String text) {
        return written(Instant.parse(text.endsWith("Z") ? text : text + "Z"));
    }
}
