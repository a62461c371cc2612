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

    /// The same time in that form; without a zone it is UTC, without a time midnight.
    static String normal(String text) {
        var bare = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        var time = bare.length() == 10 ? bare + "T00:00:00" : bare.replace(' ', 'T');
        return written(Instant.parse(time + "Z"));
    }
}
