package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Batches.Handled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is counted of a batch.
class BatchesTest extends LedgerTest {

    @Test
    void countsAlikeThingsTogetherUnderTheNumberThatItReturns() throws SQLException {
        var bill = new Handled("de", "bill", "insert", Optional.empty());
        var vote = new Handled("de", "vote_event", "parked", Optional.empty());

        var number = new Batches(connection).write(List.of(bill, vote, bill));

        assertThat(
                        ask(
                                """
                                SELECT string_agg(concat_ws(' ', number, kind, outcome, documents), ', ' ORDER BY kind)
                                  FROM hopper.batch
                                """))
                .isEqualTo("%1$d bill insert 2, %1$d vote_event parked 1".formatted(number));
    }

    @Test
    void everyBatchHasANumberOfItsOwn() throws SQLException {
        var batches = new Batches(connection);

        assertThat(batches.write(List.of())).isLessThan(batches.write(List.of()));
    }

    // The ages lie in the middle of what rounds to the freshness, away from the clock's seconds.
    @ParameterizedTest
    @CsvSource({
        "PT-1H,         1", // by a clock that runs ahead
        "PT41.5S,      42",
        "PT2M5S,      130",
        "PT1H1M,     3700",
        "P3DT1H,   270000"
    })
    void freshnessIsRoundedUpToTwoDigits(Duration age, int freshness) throws SQLException {
        var scraped = Instant.now().minus(age);

        new Batches(connection)
                .write(List.of(new Handled("de", "bill", "insert", Optional.of(scraped))));

        assertThat(ask("SELECT freshness FROM hopper.batch"))
                .isEqualTo(Integer.toString(freshness));
    }

    @Test
    void whatSaysNothingAboutFreshnessHasNone() throws SQLException {
        new Batches(connection)
                .write(List.of(new Handled("", "message", "rejected", Optional.empty())));

        assertThat(ask("SELECT freshness IS NULL FROM hopper.batch")).isEqualTo("t");
    }
}
