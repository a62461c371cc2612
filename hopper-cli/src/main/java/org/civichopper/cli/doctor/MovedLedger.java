package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.civichopper.database.TextColumns;

/// The ledger of objects that became one: whatever it knew of the one that goes it knows of the one
/// that stays, and whatever comes next of it is compared.
final class MovedLedger {

    private final Connection connection;

    MovedLedger(Connection connection) {
        this.connection = connection;
    }

    // Notes on people who were not found are about the rows of the content that won.
    private static final String FORGET_PEOPLE =
            """
            DELETE FROM hopper.unmatched_person
             WHERE database_id = ANY (?)
            """;

    private static final String MOVE_PEOPLE =
            """
            UPDATE hopper.unmatched_person u
               SET database_id = moved.becomes
              FROM unnest(?, ?) AS moved (was, becomes)
             WHERE u.database_id = moved.was
            """;

    private static final String MOVE =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            ), documents AS (
                UPDATE hopper.document d
                   SET database_id = moved.becomes
                  FROM moved
                 WHERE d.database_id = moved.was
             RETURNING d.id
            ), scraped AS (
                UPDATE hopper.scraped_id s
                   SET database_id = moved.becomes
                  FROM moved
                 WHERE s.database_id = moved.was
            ), superseded AS (
                UPDATE hopper.superseded s
                   SET database_id = moved.becomes
                  FROM moved
                 WHERE s.database_id = moved.was
                   AND NOT EXISTS (SELECT FROM hopper.superseded
                                    WHERE database_id = moved.becomes AND file = s.file)
            ), receipts AS (
                UPDATE hopper.receipt r
                   SET database_id = moved.becomes
                  FROM moved
                 WHERE r.database_id = moved.was
            )
            UPDATE hopper.sighting
               SET content_hash = NULL
             WHERE document_id IN (SELECT id FROM documents
                                    UNION
                                   SELECT d.id
                                     FROM hopper.document d
                                     JOIN moved ON d.database_id = moved.becomes)
            """;

    /// @param keepers by the ids of those that go
    /// @param winners those of them whose content stays
    void move(Map<String, String> keepers, Map<String, String> winners) throws SQLException {
        try (var statement = connection.prepareStatement(FORGET_PEOPLE)) {
            TextColumns.bind(statement, 1, winners.values());
            statement.executeUpdate();
        }
        run(MOVE_PEOPLE, winners);
        try (var statement = connection.prepareStatement(FORGET_PEOPLE)) {
            TextColumns.bind(statement, 1, keepers.keySet());
            statement.executeUpdate();
        }
        run(MOVE, keepers);
    }

    private void run(String sql, Map<String, String> ids) throws SQLException {
        var entries = List.copyOf(ids.entrySet());
        try (var statement = connection.prepareStatement(sql)) {
            TextColumns.bind(statement, 1, entries, Map.Entry::getKey, Map.Entry::getValue);
            statement.executeUpdate();
        }
    }
}
