package org.civichopper.importer.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The moments of a document from scraper to table. The clocks of three machines tell them, so one
/// that lies before the one before it counts as the same.
///
/// @param since when its way began: when it was scraped, or sent, if that was long after
record Age(
        Optional<Instant> scraped,
        Optional<Instant> since,
        Instant uploaded,
        Instant received,
        Instant committed) {

    /// Unknown where neither message nor document says when it was scraped.
    Optional<Double> whole() {
        return since.map(time -> seconds(time, committed));
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
