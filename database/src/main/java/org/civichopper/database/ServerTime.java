package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/// What the database's clock says: one clock for everybody who writes.
public final class ServerTime {

    private ServerTime() {}

    private static final String NOW =
            """
            SELECT clock_timestamp()
            """;

    /// The time now, not that of the transaction's begin: read it after the locks are taken, and
    /// what is written later is stamped later.
    public static OffsetDateTime now(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(NOW);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getObject(1, OffsetDateTime.class);
        }
    }
}
