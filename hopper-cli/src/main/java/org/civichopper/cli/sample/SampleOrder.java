package org.civichopper.cli.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What to make up. The same order gives the same bytes, on any machine.
///
/// @param jurisdiction its id or its abbreviation, for example `wy`
/// @param revision how often this legislature has been scraped: 2 is the same one later, when a few
///   bills have gone on
/// @param scrapedAt when the scrape ended; absent, a fixed time, a day later for each revision
public record SampleOrder(
        String jurisdiction,
        int bills,
        int votes,
        int events,
        long seed,
        int revision,
        Optional<Instant> scrapedAt) {

    private static final Instant FIRST_SCRAPE = Instant.parse("2026-01-06T09:00:00Z");

    public SampleOrder {
        atLeast("bills", 0, bills);
        atLeast("votes", 0, votes);
        atLeast("events", 0, events);
        atLeast("revision", 1, revision);
        if (votes > 0 && bills == 0) {
            throw new IllegalArgumentException(
                    "votes: expected 0 without bills to vote on, found " + votes);
        }
    }

    /// The same legislature, scraped again at that time.
    public SampleOrder later(Instant time) {
        return new SampleOrder(
                jurisdiction, bills, votes, events, seed, revision + 1, Optional.of(time));
    }

    Instant endedAt() {
        return scrapedAt.orElseGet(() -> FIRST_SCRAPE.plus(Duration.ofDays(revision - 1)));
    }

    private static void atLeast(String what, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    what + ": expected " + least + " or more, found " + value);
        }
    }
}
