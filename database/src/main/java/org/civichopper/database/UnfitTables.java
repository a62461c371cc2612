package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.civichopper.database.schema.ExpectedTables;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What the server says where the tables are not those that this program is made for, and what to
/// do about it.
final class UnfitTables {

    private static final ExpectedTables TABLES = ExpectedTables.read();

    // What is undefined: a table, a column, a function, a schema.
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42883", "3F000");

    private UnfitTables() {}

    /// Whether a NULL is refused for a column that Hopper does not know, and so writes nothing to.
    static boolean isForeignColumn(String state, ServerErrorMessage said) {
        return state.equals("23502") && TABLES.isForeign(said.getTable(), said.getColumn());
    }

    /// The same failure, with what to do.
    ///
    /// @param connection on which the work was undone
    static SQLException explained(Connection connection, SQLException failure) {
        if (!(failure instanceof PSQLException said) || said.getServerErrorMessage() == null) {
            return failure;
        }
        var state = failure.getSQLState();
        if (isForeignColumn(state, said.getServerErrorMessage())) {
            return foreignColumn(said, said.getServerErrorMessage());
        }
        return UNDEFINED.contains(state) ? undefined(connection, failure) : failure;
    }

    private static SQLException foreignColumn(PSQLException failure, ServerErrorMessage said) {
        var table = said.getSchema() + "." + said.getTable();
        return new SQLException(
                "%s.%s: expected a default or NULL allowed, because Hopper does not know the column, found neither: ALTER TABLE %s ALTER COLUMN %s SET DEFAULT …, or DROP NOT NULL. Nothing is rejected; the messages come again"
                        .formatted(table, said.getColumn(), table, said.getColumn()),
                failure.getSQLState(),
                failure);
    }

    private static SQLException undefined(Connection connection, SQLException failure) {
        try {
            var ledger = Readiness.of(connection).ledger();
            return ledger == LedgerVersion.OURS
                    ? failure
                    : new SQLException(
                            LedgerVersion.complaint(ledger) + " (" + failure.getMessage() + ")",
                            failure.getSQLState(),
                            failure);
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return failure;
        }
    }
}
