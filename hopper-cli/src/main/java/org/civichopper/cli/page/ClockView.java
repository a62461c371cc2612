package org.civichopper.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.civichopper.cli.status.Words;

/// Of when the page is.
///
/// @param state `live`, or `old` while the database does not answer
/// @param read when the database last answered
/// @param age how long ago that is, where it is not now
record ClockView(String state, Optional<Moment> read, Optional<String> age) {

    static ClockView of(Reading reading) {
        return reading.outage()
                .map(outage ->
                        new ClockView(
                                "old",
                                outage.lastRead().map(Moment::second),
                                outage.lastRead().map(since -> age(since, reading.at()))))
                .orElseGet(() ->
                        new ClockView(
                                "live",
                                reading.snapshot().map(it -> Moment.second(it.status().at())),
                                Optional.empty()));
    }

    private static String age(Instant since, Instant now) {
        return Words.time(Duration.between(since, now));
    }
}
