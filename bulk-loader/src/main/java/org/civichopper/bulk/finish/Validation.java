package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;

/// Makes a constraint valid that was added without looking at the rows. Readers and writers go on.
public final class Validation {

    private static final String DOES_NOT_HOLD = "23503";

    private Validation() {}

    /// @throws SQLException with state 23503 where a row breaks it
    public static void run(Connection connection, String schema, String table, String constraint)
            throws SQLException {
        Swap.run(
                connection,
                "ALTER TABLE %s VALIDATE CONSTRAINT %s"
                        .formatted(
                                Identifier.quoted(schema, table), Identifier.quoted(constraint)));
    }

    /// Leaves it as it is where a row breaks it; returns whether it holds.
    public static boolean attempt(
            Connection connection, String schema, String table, String constraint)
            throws SQLException {
        var savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            run(connection, schema, table, constraint);
            return true;
        } catch (SQLException e) {
            if (!DOES_NOT_HOLD.equals(e.getSQLState())) {
                throw e;
            }
            if (savepoint != null) {
                connection.rollback(savepoint);
            }
            return false;
        }
    }
}
