package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.civichopper.model.document.Kind;

/// When each import of a directory began and ended, and what a run of any sort did not bring home.
/// Scrapes that come through the queue are in [Scrapes].
public final class RunLedger {

    private final Connection connection;

    public RunLedger(Connection connection) {
        this.connection = connection;
    }

    private static final String BEGIN =
            """
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at)
            VALUES (?, ?, 'directory', clock_timestamp())
            RETURNING began_at
            """;

    /// @return when it began
    public OffsetDateTime begin(String id, String jurisdictionId) throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, id);
            statement.setString(2, jurisdictionId);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class);
            }
        }
    }

    private static final String END =
            """
            UPDATE hopper.run
               SET ended_at = clock_timestamp(), counts = ?::jsonb, closed_at = NULL, outcome = NULL
             WHERE id = ?
            """;

    /// @param counts a JSON object
    public void end(String id, String counts) throws SQLException {
        try (var statement = connection.prepareStatement(END)) {
            statement.setString(1, counts);
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }

    private static final String BREAK_OFF =
            """
            UPDATE hopper.run
               SET closed_at = clock_timestamp(), outcome = 'failed'
             WHERE id = ?
               AND ended_at IS NULL
            """;

    /// It does not come to its end. It has none in the ledger either: only an import that came to
    /// it says of a document that failed before that it fails no more.
    public void breakOff(String id) throws SQLException {
        try (var statement = connection.prepareStatement(BREAK_OFF)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private static final String BEGAN =
            """
            SELECT began_at
              FROM hopper.run
             WHERE id = ?
            """;

    public OffsetDateTime began(String id) throws SQLException {
        try (var statement = connection.prepareStatement(BEGAN)) {
            statement.setString(1, id);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("hopper.run has no " + id);
                }
                return rows.getObject(1, OffsetDateTime.class);
            }
        }
    }

    // What is rejected or waits has one row, however many runs brought it; each has its receipt.
    private static final String INCOMPLETE =
            """
            SELECT kind FROM hopper.rejected
             WHERE run_id = ? AND coalesce(jurisdiction_id, ?) = ?
             UNION
            SELECT kind FROM hopper.parked
             WHERE run_id = ? AND jurisdiction_id = ?
             UNION
            SELECT kind FROM hopper.receipt c
             WHERE run_id = ? AND jurisdiction_id = ?
               AND (outcome = 'rejected'
                    OR (outcome = 'parked'
                        AND EXISTS (SELECT FROM hopper.parked p
                                     WHERE p.jurisdiction_id = c.jurisdiction_id
                                       AND p.kind = c.kind
                                       AND p.scraped_id = c.scraped_id)))
            """;

    /// The kinds of which something that the run brought was rejected or waits; all of them when
    /// nobody knows of what kind it was.
    public Set<Kind> incomplete(String id, String jurisdictionId) throws SQLException {
        var kinds = EnumSet.noneOf(Kind.class);
        try (var statement = connection.prepareStatement(INCOMPLETE)) {
            statement.setString(1, id);
            statement.setString(2, jurisdictionId);
            statement.setString(3, jurisdictionId);
            statement.setString(4, id);
            statement.setString(5, jurisdictionId);
            statement.setString(6, id);
            statement.setString(7, jurisdictionId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var word = rows.getString(1);
                    for (var kind : Kind.values()) {
                        if (word == null || word.equals(kind.word())) {
                            kinds.add(kind);
                        }
                    }
                }
            }
        }
        return kinds;
    }
}
