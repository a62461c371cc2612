package org.civichopper.cli.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// What was rejected and not put back since.
final class OpenRejections {

    private final Connection connection;

    OpenRejections(Connection connection) {
        this.connection = connection;
    }

    // The last of each group as its example.
    private static final String GROUPS =
            """
            SELECT r.*, shared.documents, shared.jurisdictions, shared.first_at
              FROM (SELECT reason, count(*) AS documents, min(rejected_at) AS first_at,
                           array_agg(DISTINCT jurisdiction_id) AS jurisdictions, max(id) AS last
                      FROM hopper.open_rejection
                     WHERE (?::text IS NULL OR jurisdiction_id = ?)
                       AND (?::timestamptz IS NULL OR rejected_at >= ?)
                       AND (?::text IS NULL OR strpos(lower(reason), lower(?)) > 0)
                     GROUP BY reason) AS shared
              JOIN hopper.open_rejection r ON r.id = shared.last
            """;

    List<FailureGroup> groups(FailureFilter filter) throws SQLException {
        try (var statement = connection.prepareStatement(GROUPS)) {
            bind(statement, filter);
            var groups = new ArrayList<FailureGroup>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    groups.add(group(rows));
                }
            }
            return groups;
        }
    }

    private static FailureGroup group(ResultSet rows) throws SQLException {
        var example = failure(rows);
        var jurisdictions = new TreeSet<String>();
        Arrays.stream((String[]) rows.getArray("jurisdictions").getArray())
                .filter(Objects::nonNull)
                .forEach(jurisdictions::add);
        return new FailureGroup(
                example.reason(),
                rows.getLong("documents"),
                jurisdictions,
                instant(rows, "first_at"),
                example.at(),
                example);
    }

    private static final String LIST =
            """
            SELECT *
              FROM hopper.open_rejection
             WHERE (?::text IS NULL OR jurisdiction_id = ?)
               AND (?::timestamptz IS NULL OR rejected_at >= ?)
               AND (?::text IS NULL OR strpos(lower(reason), lower(?)) > 0)
             ORDER BY id
             LIMIT ?
            """;

    List<Failure> list(FailureFilter filter, int most) throws SQLException {
        try (var statement = connection.prepareStatement(LIST)) {
            bind(statement, filter);
            statement.setInt(7, most);
            return failures(statement);
        }
    }

    private static final String ONE = "SELECT * FROM hopper.open_rejection WHERE id = ?";

    Optional<Failure> one(long number) throws SQLException {
        try (var statement = connection.prepareStatement(ONE)) {
            statement.setLong(1, number);
            return failures(statement).stream().findFirst();
        }
    }

    private static void bind(PreparedStatement statement, FailureFilter filter)
            throws SQLException {
        var since = filter.since().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null);
        for (int first = 1; first <= 2; first++) {
            statement.setString(first, filter.jurisdictionId().orElse(null));
            statement.setObject(first + 2, since);
            statement.setString(first + 4, filter.reason().orElse(null));
        }
    }

    private static List<Failure> failures(PreparedStatement statement) throws SQLException {
        var failures = new ArrayList<Failure>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                failures.add(failure(rows));
            }
        }
        return failures;
    }

    private static Failure failure(ResultSet rows) throws SQLException {
        var batch = rows.getLong("batch_number");
        return new Failure(
                new FailureId.Rejection(rows.getLong("id")),
                Optional.ofNullable(rows.getString("jurisdiction_id")),
                Optional.ofNullable(rows.getString("kind")),
                rows.getString("file"),
                Optional.ofNullable(rows.getString("stored_key")),
                Optional.ofNullable(rows.getString("message")),
                rows.getString("reason"),
                rows.getString("place"),
                rows.getString("expected"),
                rows.getString("found"),
                Optional.ofNullable(rows.getString("run_id")),
                batch == 0 ? OptionalLong.empty() : OptionalLong.of(batch), // NULL reads as 0
                1,
                instant(rows, "rejected_at"),
                false);
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
