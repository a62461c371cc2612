package org.civichopper.importer.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The moments of a document from scraper to table. The clocks of three machines tell them, so one
/// that lies before the one before it counts as the same.
record Age(Optional<Instant> scraped, Instant uploaded, Instant received, Instant committed) {

    /// Unknown where neither message nor document says when it was scraped.
    Optional<Double> whole() {
        return scraped.map(since -> seconds(since, committed));
    }

    Optional<Double> untilUploaded() {
        return scraped.map(since -> seconds(since, uploaded));
    }

    double untilReceived() {
        return seconds(uploaded, received);
    }

    double untilCommitted() {
        return seconds(received, committed);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }
}
