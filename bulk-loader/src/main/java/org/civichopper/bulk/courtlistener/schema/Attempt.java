package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/// Statements that the server may refuse, because a schema file says things that do not hold here.
final class Attempt {

    private Attempt() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// In the transaction of the caller, and without a trace where it is refused.
    ///
    /// @return why it was refused
    static Optional<String> refusal(Connection connection, String sql) throws SQLException {
        return attempt(connection, sql, false);
    }

    /// Leaves no trace either way.
    static Optional<String> wouldRefuse(Connection connection, String sql) throws SQLException {
        return attempt(connection, sql, true);
    }

    private static Optional<String> attempt(Connection connection, String sql, boolean takeBack)
            throws SQLException {
        var alone = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return attempt(connection, sql, takeBack, connection.setSavepoint());
        } finally {
            connection.setAutoCommit(alone); // which commits
        }
    }

    private static Optional<String> attempt(
            Connection connection, String sql, boolean takeBack, Savepoint savepoint)
            throws SQLException {
        try {
            run(connection, sql);
            if (takeBack) {
                connection.rollback(savepoint);
            }
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    // What is wrong with the statement or with values it is applied to; not: duplicate keys, no
    // memory, no disk, no connection. A privilege is nothing that a schema file lacks.
    private static boolean isRefusal(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return !state.equals("42501")
                && (state.startsWith("22")
                        || state.startsWith("42")
                        || state.startsWith("0A")
                        || state.startsWith("54")
                        || state.startsWith("55000")
                        || state.equals("23502"));
    }
}
