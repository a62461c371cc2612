package org.civichopper.cli.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.model.document.Kind;

/// Documents that keep failing: what the importer itself failed on, and did not import since.
final class FailingDocuments {

    static final String PLACE = "importer";
    static final String EXPECTED = "no error";
    private static final int LONGEST_REASON = 120;

    private final Connection connection;

    FailingDocuments(Connection connection) {
        this.connection = connection;
    }

    // A file of a directory has no receipt; a later import of the same jurisdiction would have
    // failed on it once more.
    private static final String LIST =
            """
            SELECT f.id, f.file, f.jurisdiction_id, f.error, f.times, f.last_at
              FROM hopper.failed f
             WHERE NOT EXISTS (
                   SELECT FROM hopper.receipt r
                    WHERE r.object_key = f.file
                      AND r.committed_at > f.last_at)
               AND NOT EXISTS (
                   SELECT FROM hopper.run r
                    WHERE r.source = 'directory'
                      AND r.jurisdiction_id = f.jurisdiction_id
                      AND r.began_at > f.last_at
                      AND r.ended_at IS NOT NULL)
             ORDER BY f.last_at DESC
             LIMIT ?
            """;

    List<Failure> list(int most) throws SQLException {
        try (var statement = connection.prepareStatement(LIST)) {
            statement.setInt(1, most);
            return failures(statement);
        }
    }

    private static final String ONE =
            """
            SELECT id, file, jurisdiction_id, error, times, last_at
              FROM hopper.failed
             WHERE id = ?
            """;

    /// The one with this number, be it imported since or not.
    Optional<Failure> one(long number) throws SQLException {
        try (var statement = connection.prepareStatement(ONE)) {
            statement.setLong(1, number);
            return failures(statement).stream().findFirst();
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
        var file = rows.getString("file");
        var error = rows.getString("error").lines().findFirst().orElse("");
        return new Failure(
                new FailureId.Failing(rows.getLong("id")),
                Optional.of(rows.getString("jurisdiction_id")),
                Kind.ofFileName(file.substring(file.lastIndexOf('/') + 1)).map(Kind::word),
                file,
                Optional.empty(),
                Optional.empty(),
                reason(error),
                PLACE,
                EXPECTED,
                error,
                Optional.empty(),
                OptionalLong.empty(),
                rows.getInt("times"),
                rows.getObject("last_at", OffsetDateTime.class).toInstant(),
                false);
    }

    // Errors of one cause differ in numbers.
    private static String reason(String error) {
        var shape = error.replaceAll("[0-9]+", "#");
        var brief =
                shape.length() > LONGEST_REASON ? shape.substring(0, LONGEST_REASON) + "…" : shape;
        return PLACE + ": expected " + EXPECTED + ", found " + brief;
    }
}
