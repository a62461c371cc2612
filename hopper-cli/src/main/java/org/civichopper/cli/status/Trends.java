package org.civichopper.cli.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.Freshness;

/// How it was over time, in steps that begin at whole multiples of their length. Steps in which
/// nothing was committed are left out.
public final class Trends {

    /// @param from when the step begins
    public record FreshnessStep(Instant from, Freshness freshness) {}

    /// @param from when the step begins
    /// @param outcome as the ledger has it
    public record ThroughputStep(Instant from, String outcome, long documents) {}

    private final Connection connection;
    private final Optional<String> jurisdictionId;

    public Trends(Connection connection) {
        this(connection, Optional.empty());
    }

    /// @param jurisdictionId of one jurisdiction, or of all
    public Trends(Connection connection, Optional<String> jurisdictionId) {
        this.connection = connection;
        this.jurisdictionId = jurisdictionId;
    }

    /// Of each jurisdiction over all of that time, the latest first.
    public List<Freshness> freshness(Duration since) throws SQLException {
        return new BatchCounts(connection)
                .freshness(since).stream()
                        .filter(each ->
                                each.jurisdictionId()
                                        .equals(jurisdictionId.orElse(each.jurisdictionId())))
                        .toList();
    }

    /// By kind and outcome over all of that time, the most frequent first.
    public List<Documents> documents(Duration since) throws SQLException {
        return new BatchCounts(connection).documents(since, jurisdictionId);
    }

    private static final String FRESHNESS =
            """
            WITH ages AS (
                SELECT jurisdiction_id,
                       date_bin(make_interval(secs => ?), committed_at, 'epoch') AS step,
                       freshness, sum(documents) AS documents
                  FROM hopper.batch
                 WHERE committed_at > clock_timestamp() - make_interval(secs => ?)
                   AND freshness IS NOT NULL
                   AND jurisdiction_id = coalesce(?, jurisdiction_id)
                 GROUP BY jurisdiction_id, step, freshness
            ), ranked AS (
                SELECT jurisdiction_id, step, freshness,
                       sum(documents) OVER (PARTITION BY jurisdiction_id, step ORDER BY freshness)
                           AS rank,
                       sum(documents) OVER (PARTITION BY jurisdiction_id, step) AS documents
                  FROM ages
            )
            SELECT step, jurisdiction_id, max(documents),
                   min(freshness) FILTER (WHERE rank >= documents * 0.5),
                   min(freshness) FILTER (WHERE rank >= documents * 0.95),
                   max(freshness)
              FROM ranked
             GROUP BY jurisdiction_id, step
             ORDER BY jurisdiction_id, step
            """;

    /// By jurisdiction, and then by time.
    ///
    /// @param since how far back; the first step may be cut off by it
    public List<FreshnessStep> freshness(Duration since, Duration step) throws SQLException {
        var steps = new ArrayList<FreshnessStep>();
        try (var statement = connection.prepareStatement(FRESHNESS)) {
            statement.setLong(1, step.toSeconds());
            statement.setLong(2, since.toSeconds());
            statement.setString(3, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(
                            new FreshnessStep(
                                    BatchCounts.time(rows, 1),
                                    new Freshness(
                                            rows.getString(2),
                                            rows.getLong(3),
                                            Duration.ofSeconds(rows.getLong(4)),
                                            Duration.ofSeconds(rows.getLong(5)),
                                            Duration.ofSeconds(rows.getLong(6)))));
                }
            }
        }
        return steps;
    }

    private static final String THROUGHPUT =
            """
            SELECT date_bin(make_interval(secs => ?), committed_at, 'epoch') AS step,
                   outcome, sum(documents)
              FROM hopper.batch
             WHERE committed_at > clock_timestamp() - make_interval(secs => ?)
               AND jurisdiction_id = coalesce(?, jurisdiction_id)
             GROUP BY step, outcome
             ORDER BY step, outcome
            """;

    /// Documents by what became of them, by time.
    ///
    /// @param since how far back; the first step may be cut off by it
    public List<ThroughputStep> throughput(Duration since, Duration step) throws SQLException {
        var steps = new ArrayList<ThroughputStep>();
        try (var statement = connection.prepareStatement(THROUGHPUT)) {
            statement.setLong(1, step.toSeconds());
            statement.setLong(2, since.toSeconds());
            statement.setString(3, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(
                            new ThroughputStep(
                                    BatchCounts.time(rows, 1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return steps;
    }
}
