package org.civichopper.model.document;

import java.time.Instant;

/// Times that somebody may have meant. A clock that is off by less is met elsewhere; what lies
/// outside is nonsense, and some of it no database can hold.
public final class PlausibleTime {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2900-01-01T00:00:00Z");

    private PlausibleTime() {}

    public static boolean is(Instant time) {
        return time.isAfter(FIRST) && time.isBefore(LAST);
    }
}
