package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.civichopper.database.TextColumns;

/// Documents on which the importer itself failed, or which took too long: their messages come
/// again, and what went wrong last can be read here, also when they end in the dead-letter queue.
public final class FailedDocuments {

    private final Connection connection;

    public FailedDocuments(Connection connection) {
        this.connection = connection;
    }

    private static final String WRITE =
            """
            INSERT INTO hopper.failed AS f (file, jurisdiction_id, error)
            VALUES (?, ?, ?)
                ON CONFLICT (file) DO UPDATE
               SET error = excluded.error, times = f.times + 1, last_at = excluded.last_at
            """;

    /// @param file what an operator knows it by
    public void write(String file, String jurisdictionId, String error) throws SQLException {
        try (var statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, file);
            statement.setString(2, jurisdictionId);
            statement.setString(3, RejectedDocuments.storable(error));
            statement.executeUpdate();
        }
    }

    private static final String FORGET =
            """
            DELETE FROM hopper.failed
             WHERE file = ANY (?)
            """;

    /// Forgets what went wrong with documents that have no receipt to tell that they are done.
    public void forget(Collection<String> files) throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(FORGET)) {
            TextColumns.bind(statement, 1, files);
            statement.executeUpdate();
        }
    }
}
