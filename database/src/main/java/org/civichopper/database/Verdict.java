package org.civichopper.database;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/// Whose fault a failure of the database is: decides whether to try again, and when to give up.
public enum Verdict {
    /// Another transaction was in the way and ours was undone: try again, a few times.
    CONFLICT,
    /// Another transaction may have been quicker: try again once; only then the document is at
    /// fault.
    RACE,
    /// The ledger refuses what only Hopper writes there: another transaction may have been quicker,
    /// so try again once; only then the ledger is not sound. A document is never at fault.
    LEDGER,
    /// The document: trying again cannot help.
    DATA,
    /// The connection, the server, its limits, a table that refuses every document: later is
    /// better.
    WORLD;

    /// Whether the server ended a statement or a transaction that took too long, but not for the
    /// sake of a lock: less at once may do.
    public static boolean ranOutOfTime(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "57014", // statement_timeout
                    "25P03", // idle_in_transaction_session_timeout
                    "25P04" ->
                    true; // transaction_timeout
            default -> false;
        };
    }

    /// Judges by what the server says. What the driver says by itself is never about a document.
    public static Verdict on(SQLException failure) {
        if (failure instanceof UnsoundLedgerException) {
            return LEDGER;
        }
        if (!(failure instanceof PSQLException said) || said.getServerErrorMessage() == null) {
            return WORLD;
        }
        var state = failure.getSQLState();
        if (state.startsWith("23") && "hopper".equals(said.getServerErrorMessage().getSchema())) {
            return LEDGER;
        }
        if (UnfitTables.isForeignColumn(state, said.getServerErrorMessage())) {
            return WORLD;
        }
        return switch (state) {
            case "40001", "40P01" -> CONFLICT;
            case "23503", "23505" -> RACE;
            default ->
                    switch (state.substring(0, 2)) {
                        case "22", "23", "54" -> DATA;
                        default -> WORLD;
                    };
        };
    }
}
