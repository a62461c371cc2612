package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.TextColumns;

/// What every batch did, counted in the transaction that did it.
public final class Batches {

    /// One thing that a batch handled.
    ///
    /// @param jurisdictionId empty where nobody knows
    /// @param kind of the document, or `message` for one that names none
    /// @param outcome one of the words that `hopper.receipt` allows
    /// @param scrapedAt or sent, if that was long after, where its freshness says something about
    ///   how fast documents come through
    public record Handled(
            String jurisdictionId, String kind, String outcome, Optional<Instant> scrapedAt) {}

    private final Connection connection;

    public Batches(Connection connection) {
        this.connection = connection;
    }

    // Ages rounded to two digits are few, so a batch is a few rows and a percentile of a day is
    // read from them.
    private static final String WRITE =
            """
            WITH batch AS MATERIALIZED (
                SELECT nextval('hopper.batch_number') AS number, clock_timestamp() AS committed_at
            ), handled AS (
                SELECT jurisdiction_id, kind, outcome,
                       CASE WHEN scraped_at IS NOT NULL
                            THEN greatest(1, ceil(extract(epoch FROM committed_at - scraped_at::timestamptz)))
                       END AS age
                  FROM unnest(?, ?, ?, ?) AS given (jurisdiction_id, kind, outcome, scraped_at), batch
            ), rounded AS (
                SELECT jurisdiction_id, kind, outcome,
                       CASE WHEN age < 100 THEN age
                            ELSE ceil(age / 10 ^ floor(log(age) - 1)) * 10 ^ floor(log(age) - 1)
                       END::integer AS freshness
                  FROM handled
            ), counted AS (
                INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
                SELECT number, jurisdiction_id, kind, outcome, freshness, count(*), committed_at
                  FROM rounded, batch
                 GROUP BY number, jurisdiction_id, kind, outcome, freshness, committed_at
            )
            SELECT number FROM batch
            """;

    /// @return the batch's number, by which its receipts and rejections are found
    public long write(List<Handled> handled) throws SQLException {
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    handled,
                    Handled::jurisdictionId,
                    Handled::kind,
                    Handled::outcome,
                    thing -> thing.scrapedAt().map(Instant::toString).orElse(null));
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }
}
