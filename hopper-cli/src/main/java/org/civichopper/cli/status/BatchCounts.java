package org.civichopper.cli.status;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.Freshness;
import org.civichopper.cli.status.Status.LastBatch;

/// What the batches of some time did, from their counts alone: a few rows for each batch, however
/// many documents it had.
final class BatchCounts {

    private final Connection connection;

    BatchCounts(Connection connection) {
        this.connection = connection;
    }

    // All rows of a batch have one time.
    private static final String LAST =
            """
            SELECT max(number), committed_at, sum(documents)
              FROM hopper.batch
             WHERE committed_at = (SELECT max(committed_at) FROM hopper.batch)
             GROUP BY committed_at
            """;

    Optional<LastBatch> last() throws SQLException {
        try (var statement = connection.prepareStatement(LAST);
                var rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new LastBatch(rows.getLong(1), time(rows, 2), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    private static final String DOCUMENTS =
            """
            SELECT kind, outcome, sum(documents) AS documents
              FROM hopper.batch
             WHERE committed_at > clock_timestamp() - make_interval(secs => ?)
               AND jurisdiction_id = coalesce(?, jurisdiction_id)
             GROUP BY kind, outcome
             ORDER BY documents DESC, kind, outcome
            """;

    List<Documents> documents(Duration since) throws SQLException {
        return documents(since, Optional.empty());
    }

    /// @param jurisdictionId of one jurisdiction, or of all
    List<Documents> documents(Duration since, Optional<String> jurisdictionId) throws SQLException {
        var documents = new ArrayList<Documents>();
        try (var statement = connection.prepareStatement(DOCUMENTS)) {
            statement.setLong(1, since.toSeconds());
            statement.setString(2, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(
                            new Documents(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return documents;
    }

    private static final String FRESHNESS =
            """
            WITH ages AS (
                SELECT CASE WHEN ? THEN jurisdiction_id ELSE '' END AS jurisdiction_id, freshness,
                       sum(documents) AS documents
                  FROM hopper.batch
                 WHERE committed_at > clock_timestamp() - make_interval(secs => ?)
                   AND freshness IS NOT NULL
                 GROUP BY 1, freshness
            ), ranked AS (
                SELECT jurisdiction_id, freshness,
                       sum(documents) OVER (PARTITION BY jurisdiction_id ORDER BY freshness) AS rank,
                       sum(documents) OVER (PARTITION BY jurisdiction_id) AS documents
                  FROM ages
            )
            SELECT jurisdiction_id, max(documents) AS documents,
                   min(freshness) FILTER (WHERE rank >= documents * 0.5) AS half,
                   min(freshness) FILTER (WHERE rank >= documents * 0.95) AS p95,
                   max(freshness) AS longest
              FROM ranked
             GROUP BY jurisdiction_id
             ORDER BY p95 DESC, jurisdiction_id
            """;

    /// Of each jurisdiction, the latest first.
    List<Freshness> freshness(Duration since) throws SQLException {
        return freshness(since, true);
    }

    Optional<Freshness> freshnessOfAll(Duration since) throws SQLException {
        return freshness(since, false).stream().findFirst();
    }

    private static final String LATE =
            """
            SELECT coalesce(sum(documents), 0)
              FROM hopper.batch
             WHERE committed_at > clock_timestamp() - make_interval(secs => ?)
               AND freshness > ?
            """;

    /// How many documents took longer than they may.
    long late(Duration since, Duration objective) throws SQLException {
        try (var statement = connection.prepareStatement(LATE)) {
            statement.setLong(1, since.toSeconds());
            statement.setLong(2, objective.toSeconds());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<Freshness> freshness(Duration since, boolean each) throws SQLException {
        var freshness = new ArrayList<Freshness>();
        try (var statement = connection.prepareStatement(FRESHNESS)) {
            statement.setBoolean(1, each);
            statement.setLong(2, since.toSeconds());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    freshness.add(freshness(rows));
                }
            }
        }
        return freshness;
    }

    private static Freshness freshness(ResultSet rows) throws SQLException {
        return new Freshness(
                rows.getString("jurisdiction_id"),
                rows.getLong("documents"),
                Duration.ofSeconds(rows.getLong("half")),
                Duration.ofSeconds(rows.getLong("p95")),
                Duration.ofSeconds(rows.getLong("longest")));
    }

    static Instant time(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
