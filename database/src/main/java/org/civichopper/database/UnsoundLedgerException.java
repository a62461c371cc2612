package org.civichopper.database;

import java.sql.SQLException;

/// What the server says of a row that the ledger refuses, and what to do about it.
final class UnsoundLedgerException extends SQLException {

    private static final long serialVersionUID = 1L;

    UnsoundLedgerException(SQLException refusal) {
        super(
                "expected a ledger that takes the rows that it numbers itself, found: %s. After logical replication or a restored backup a sequence may be behind its table: hopper doctor says so, hopper doctor --fix sequences --yes mends it. Nothing is rejected; the messages come again"
                        .formatted(firstLine(refusal)),
                refusal.getSQLState(),
                refusal);
    }

    // The other lines repeat the row.
    private static String firstLine(SQLException refusal) {
        return refusal.getMessage().lines().findFirst().orElse("");
    }
}
