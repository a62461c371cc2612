package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.civichopper.cli.status.Trends.FreshnessStep;
import org.civichopper.cli.status.Trends.ThroughputStep;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How it was over time, read from the counts of batches.
class TrendsTest {

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DatabaseUrl.parse(TestDatabases.fresh()).dataSource().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void whereNothingHappenedThereAreNoSteps() throws SQLException {
        assertThat(new Trends(connection).freshness(DAY, STEP)).isEmpty();
        assertThat(new Trends(connection).throughput(DAY, STEP)).isEmpty();
    }

    @Test
    void eachStepOfEachJurisdictionHasItsPercentiles() throws SQLException {
        batch("de", "insert", 94, 10, HOUR.minusSeconds(7200));
        batch("de", "insert", 6, 500, HOUR.minusSeconds(7200 - 899));
        batch("de", "noop", 1, 30, HOUR.minusSeconds(7200 - 900));
        batch("wy", "noop", 1, 40, HOUR.minusSeconds(7200));
        batch("wy", "parked", 3, null, HOUR.minusSeconds(7200));
        batch("wy", "noop", 1, 50, HOUR.minusSeconds(90_000));

        assertThat(new Trends(connection).freshness(DAY, STEP))
                .extracting(
                        FreshnessStep::from,
                        each -> each.freshness().jurisdictionId(),
                        each -> each.freshness().documents(),
                        each -> each.freshness().half().toSeconds(),
                        each -> each.freshness().p95().toSeconds(),
                        each -> each.freshness().longest().toSeconds())
                .containsExactly(
                        tuple(HOUR.minusSeconds(7200), "de", 100L, 10L, 500L, 500L),
                        tuple(HOUR.minusSeconds(6300), "de", 1L, 30L, 30L, 30L),
                        tuple(HOUR.minusSeconds(7200), "wy", 1L, 40L, 40L, 40L));
    }

    @Test
    void everyDocumentIsInTheThroughputOfItsStep() throws SQLException {
        batch("de", "insert", 94, 10, HOUR.minusSeconds(7200));
        batch("wy", "insert", 6, null, HOUR.minusSeconds(7100));
        batch("wy", "rejected", 2, null, HOUR.minusSeconds(7100));

        assertThat(new Trends(connection).throughput(DAY, STEP))
                .containsExactly(
                        new ThroughputStep(HOUR.minusSeconds(7200), "insert", 100),
                        new ThroughputStep(HOUR.minusSeconds(7200), "rejected", 2));
    }

    private void batch(
            String jurisdictionId, String outcome, int documents, Integer freshness, Instant at)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
                        VALUES (nextval('hopper.batch_number'), ?, 'bill', ?, ?, ?, ?)
                        """)) {
            statement.setString(1, jurisdictionId);
            statement.setString(2, outcome);
            statement.setObject(3, freshness);
            statement.setInt(4, documents);
            statement.setObject(5, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
