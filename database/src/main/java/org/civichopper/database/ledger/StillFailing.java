package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Documents that the importer failed on, and that nothing has settled since: what
/// [FailedDocuments] wrote, as the view `hopper.failing` shows it to whoever counts or lists it.
public final class StillFailing {

    /// @param id its number in `hopper.failed`
    /// @param error what went wrong last
    public record Failure(
            long id, String file, String jurisdictionId, String error, int times, Instant lastAt) {}

    /// @param repeated how many of the documents failed more than once, and lately
    /// @param worst one of these, if there are any
    public record Count(long documents, long repeated, Optional<Failure> worst) {}

    private final Connection connection;

    public StillFailing(Connection connection) {
        this.connection = connection;
    }

    private static final String LIST =
            """
            SELECT id, file, jurisdiction_id, error, times, last_at
              FROM hopper.failing
             ORDER BY last_at DESC
             LIMIT ?
            """;

    /// What failed last comes first.
    public List<Failure> list(int most) throws SQLException {
        var failures = new ArrayList<Failure>();
        try (var statement = connection.prepareStatement(LIST)) {
            statement.setInt(1, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    failures.add(failure(rows));
                }
            }
        }
        return failures;
    }

    private static final String COUNT =
            """
            SELECT id, file, jurisdiction_id, error, times, last_at,
                   count(*) OVER () AS documents, count(*) FILTER (WHERE again) OVER () AS repeated
              FROM (SELECT *,
                           times > 1 AND last_at > clock_timestamp() - make_interval(secs => ?)
                               AS again
                      FROM hopper.failing
                     LIMIT ?) AS counted
             ORDER BY again DESC, times DESC, last_at DESC
             LIMIT 1
            """;

    /// @param lately how long ago a repeated failure may be
    /// @param most more are not counted
    public Count count(Duration lately, int most) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT)) {
            statement.setLong(1, lately.toSeconds());
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? new Count(
                                rows.getLong("documents"),
                                rows.getLong("repeated"),
                                Optional.of(failure(rows)))
                        : new Count(0, 0, Optional.empty());
            }
        }
    }

    private static Failure failure(ResultSet rows) throws SQLException {
        return new Failure(
                rows.getLong("id"),
                rows.getString("file"),
                rows.getString("jurisdiction_id"),
                rows.getString("error"),
                rows.getInt("times"),
                rows.getObject("last_at", OffsetDateTime.class).toInstant());
    }
}
