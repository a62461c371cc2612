package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Since when nothing is received because the bucket refuses what the settlement needs, beside the
/// other times of the importer.
public final class Standstill {

    private static final String TASK = "waiting for a store that removes by ETag";

    private final Connection connection;

    public Standstill(Connection connection) {
        this.connection = connection;
    }

    private static final String BEGIN =
            """
            INSERT INTO hopper.upkeep (task, began_at)
            VALUES (?, clock_timestamp())
                ON CONFLICT (task) DO NOTHING
            """;

    /// @return whether it had not begun before
    public boolean begin() throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, TASK);
            return statement.executeUpdate() == 1;
        }
    }

    private static final String END =
            """
            DELETE FROM hopper.upkeep
             WHERE task = ?
            """;

    /// @return whether it had begun
    public boolean end() throws SQLException {
        try (var statement = connection.prepareStatement(END)) {
            statement.setString(1, TASK);
            return statement.executeUpdate() == 1;
        }
    }

    private static final String SINCE =
            """
            SELECT began_at
              FROM hopper.upkeep
             WHERE task = ?
            """;

    public Optional<Instant> since() throws SQLException {
        try (var statement = connection.prepareStatement(SINCE)) {
            statement.setString(1, TASK);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }
}
