package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The runs that began last, for people who look after them.
public final class RecentRuns {

    /// @param beganAt when the scrape itself began, or the import
    /// @param endedAt when the scrape itself ended; of an import, also when it was broken off
    /// @param outcome of a scrape that is closed; `failed` for an import that was broken off
    /// @param waitsFor how many objects have not come yet, of a scrape that is not closed
    /// @param counts a JSON object
    /// @param unconfirmed whether it retires something only when a person says so
    public record Run(
            String id,
            String jurisdictionId,
            String source,
            Instant beganAt,
            Optional<Instant> endedAt,
            Optional<String> outcome,
            long waitsFor,
            String counts,
            boolean unconfirmed) {

        /// The same, with how many objects have not come yet.
        public Run waitingFor(long objects) {
            return new Run(
                    id,
                    jurisdictionId,
                    source,
                    beganAt,
                    endedAt,
                    outcome,
                    objects,
                    counts,
                    unconfirmed);
        }
    }

    private RecentRuns() {}

    private static final String READ =
            """
            SELECT r.id, r.jurisdiction_id, r.source,
                   coalesce(r.scrape_began_at, r.began_at) AS began_at,
                   CASE r.source WHEN 'scrape' THEN r.scrape_ended_at
                                 ELSE coalesce(r.ended_at, r.closed_at) END AS ended_at,
                   r.outcome, r.counts,
                   r.unconfirmed <> '{}' AS unconfirmed, coalesce(o.waits_for, 0) AS waits_for
              FROM hopper.run r
              LEFT JOIN hopper.open_run o USING (id, jurisdiction_id)
             WHERE r.jurisdiction_id = coalesce(?, r.jurisdiction_id)
             ORDER BY r.began_at DESC, r.id
             LIMIT ?
            """;

    /// The newest first.
    ///
    /// @param jurisdictionId of one jurisdiction, or of all
    public static List<Run> read(Connection connection, Optional<String> jurisdictionId, int most)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, jurisdictionId.orElse(null));
            statement.setInt(2, most);
            return runs(statement);
        }
    }

    private static final String GLANCE =
            """
            SELECT r.id, r.jurisdiction_id, r.source,
                   coalesce(r.scrape_began_at, r.began_at) AS began_at,
                   CASE r.source WHEN 'scrape' THEN r.scrape_ended_at
                                 ELSE coalesce(r.ended_at, r.closed_at) END AS ended_at,
                   r.outcome, r.counts,
                   r.unconfirmed <> '{}' AS unconfirmed, 0 AS waits_for
              FROM hopper.run r
             WHERE r.began_at > clock_timestamp() - make_interval(secs => ?)
               AND r.jurisdiction_id = coalesce(?, r.jurisdiction_id)
             ORDER BY r.began_at DESC, r.id
             LIMIT ?
            """;

    /// The same, for who looks often: what a scrape waits for is not counted, which takes a fifth
    /// of a second for twenty thousand objects, and stands as 0.
    ///
    /// @param since how far back
    /// @param jurisdictionId of one jurisdiction, or of all
    public static List<Run> glance(
            Connection connection, Duration since, Optional<String> jurisdictionId, int most)
            throws SQLException {
        try (var statement = connection.prepareStatement(GLANCE)) {
            statement.setLong(1, since.toSeconds());
            statement.setString(2, jurisdictionId.orElse(null));
            statement.setInt(3, most);
            return runs(statement);
        }
    }

    private static final String ONE =
            """
            SELECT r.id, r.jurisdiction_id, r.source,
                   coalesce(r.scrape_began_at, r.began_at) AS began_at,
                   CASE r.source WHEN 'scrape' THEN r.scrape_ended_at
                                 ELSE coalesce(r.ended_at, r.closed_at) END AS ended_at,
                   r.outcome, r.counts,
                   r.unconfirmed <> '{}' AS unconfirmed, coalesce(o.waits_for, 0) AS waits_for
              FROM hopper.run r
              LEFT JOIN hopper.open_run o USING (id, jurisdiction_id)
             WHERE r.id = ?
               AND r.jurisdiction_id = ?
            """;

    /// The one of that name.
    public static Optional<Run> one(Connection connection, String id, String jurisdictionId)
            throws SQLException {
        try (var statement = connection.prepareStatement(ONE)) {
            statement.setString(1, id);
            statement.setString(2, jurisdictionId);
            return runs(statement).stream().findFirst();
        }
    }

    private static List<Run> runs(PreparedStatement statement) throws SQLException {
        var runs = new ArrayList<Run>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                runs.add(
                        new Run(
                                rows.getString("id"),
                                rows.getString("jurisdiction_id"),
                                rows.getString("source"),
                                time(rows, "began_at").orElseThrow(),
                                time(rows, "ended_at"),
                                Optional.ofNullable(rows.getString("outcome")),
                                rows.getLong("waits_for"),
                                rows.getString("counts"),
                                rows.getBoolean("unconfirmed")));
            }
        }
        return runs;
    }

    private static Optional<Instant> time(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
