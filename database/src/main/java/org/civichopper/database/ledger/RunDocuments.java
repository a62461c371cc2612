package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// What one run brought, for people who look into it.
public final class RunDocuments {

    /// @param kind of the documents
    /// @param outcome as the ledger has it
    public record Count(String kind, String outcome, long documents) {}

    /// @param outcome as the ledger has it
    public record Handled(String objectKey, String outcome, Instant at) {}

    /// What was rejected and not put back since.
    ///
    /// @param id its number in `hopper.rejected`
    public record Rejected(
            long id, String file, String place, String expected, String found, Instant at) {}

    private final Connection connection;
    private final String runId;
    private final String jurisdictionId;

    public RunDocuments(Connection connection, String runId, String jurisdictionId) {
        this.connection = connection;
        this.runId = runId;
        this.jurisdictionId = jurisdictionId;
    }

    private static final String COUNTS =
            """
            SELECT kind, outcome, count(*) AS documents
              FROM hopper.receipt
             WHERE run_id = ?
               AND jurisdiction_id = ?
             GROUP BY kind, outcome
             ORDER BY kind, outcome
            """;

    /// Each object that was handled counts, as often as it came.
    public List<Count> counts() throws SQLException {
        var counts = new ArrayList<Count>();
        try (var statement = connection.prepareStatement(COUNTS)) {
            bind(statement);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.add(new Count(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return counts;
    }

    private static final String NEWEST =
            """
            SELECT object_key, outcome, committed_at
              FROM hopper.receipt
             WHERE run_id = ?
               AND jurisdiction_id = ?
             ORDER BY committed_at DESC, object_key
             LIMIT ?
            """;

    /// What was handled last, the last first.
    public List<Handled> newest(int most) throws SQLException {
        var handled = new ArrayList<Handled>();
        try (var statement = connection.prepareStatement(NEWEST)) {
            bind(statement);
            statement.setInt(3, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    handled.add(
                            new Handled(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return handled;
    }

    private static final String REJECTED =
            """
            SELECT id, file, place, expected, found, rejected_at
              FROM hopper.open_rejection
             WHERE run_id = ?
               AND jurisdiction_id = ?
             ORDER BY rejected_at DESC, id
             LIMIT ?
            """;

    /// What was rejected last, the last first.
    public List<Rejected> rejected(int most) throws SQLException {
        var rejected = new ArrayList<Rejected>();
        try (var statement = connection.prepareStatement(REJECTED)) {
            bind(statement);
            statement.setInt(3, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    rejected.add(
                            new Rejected(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getObject(6, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return rejected;
    }

    private void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, runId);
        statement.setString(2, jurisdictionId);
    }
}
