package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest extends LedgerTest {

    @Test
    void nothingWaitsForNoTime() throws SQLException {
        assertThat(Waiting.of(connection)).isEqualTo(new Waiting(0, Duration.ZERO, 0));
    }

    @Test
    void theOldestIsTheOneThatCameFirstAndNotTheOneThatWasWrittenFirst() throws SQLException {
        park(3, "clock_timestamp()");
        park(1, "clock_timestamp() - interval '2 hours'");

        var waiting = Waiting.of(connection);

        assertThat(waiting.documents()).isEqualTo(4);
        assertThat(waiting.oldest()).isBetween(Duration.ofHours(2), Duration.ofMinutes(125));
    }

    @Test
    void aClockThatWasSetBackMakesNobodyWaitLessThanNothing() throws SQLException {
        park(1, "clock_timestamp() + interval '1 hour'");

        assertThat(Waiting.of(connection).oldest()).isZero();
    }

    @Test
    void moreThanAnybodyCountsAreEstimated() throws SQLException {
        park(12_000, "clock_timestamp()");
        assertThat(Waiting.of(connection).documents()).isEqualTo(10_001);

        run("ANALYZE hopper.parked");
        assertThat(Waiting.of(connection).documents()).isBetween(11_000L, 13_000L);
    }

    private void park(int documents, String since) throws SQLException {
        run(
                """
                INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content,
                                           last_modified, awaits, parked_at)
                SELECT 'de', 'bill', gen_random_uuid()::text, 'f', '{}', now(), '{}', %s
                  FROM generate_series(1, %d)
                """
                        .formatted(since, documents));
    }
}
