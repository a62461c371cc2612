package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether a database can be worked in, from one question.
///
/// @param readOnly why nothing can be written, if nothing can
/// @param hidden a table of which row-level security may hide rows from our role, if there is one
/// @param ledger the version of the ledger; 0 where there is none, or one that does not say
record Readiness(Optional<String> readOnly, Optional<String> hidden, String role, int ledger) {

    private static final String READ_ONLY = "25006"; // read_only_sql_transaction
    private static final String UNFIT = "55000"; // object_not_in_prerequisite_state

    // By name, because a schema that may not be looked into is an error for whoever casts one.
    private static final String ASK =
            """
            SELECT CASE WHEN pg_is_in_recovery()
                        THEN 'a standby; use the address of the primary'
                        WHEN current_setting('transaction_read_only')::boolean
                        THEN 'one with default_transaction_read_only on'
                   END,
                   (SELECT min(format('%I.%I', n.nspname, c.relname))
                      FROM pg_class c
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relrowsecurity
                       AND (n.nspname = 'hopper'
                            OR n.nspname = 'public' AND c.relname LIKE 'opencivicdata\\_%')
                       AND row_security_active(c.oid)),
                   quote_ident(current_user),
                   coalesce((SELECT substring(p.prosrc FROM '[0-9]+')::integer
                               FROM pg_proc p
                               JOIN pg_namespace n ON n.oid = p.pronamespace
                              WHERE n.nspname = 'hopper'
                                AND p.proname = 'ledger_version'), 0)
            """;

    static Readiness of(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ASK);
                var answer = statement.executeQuery()) {
            answer.next();
            return new Readiness(
                    Optional.ofNullable(answer.getString(1)),
                    Optional.ofNullable(answer.getString(2)),
                    answer.getString(3),
                    answer.getInt(4));
        }
    }

    /// @throws SQLException with state 25006 where nothing can be written, and 55000 where we would
    ///   not see every row and bring what is hidden once more
    void requireWritable(DatabaseUrl url) throws SQLException {
        if (readOnly.isPresent()) {
            throw new SQLException(
                    "%s: expected a database that can be written to, found %s"
                            .formatted(url, readOnly.get()),
                    READ_ONLY);
        }
        if (hidden.isPresent()) {
            throw new SQLException(
                    "%s: expected a role that sees every row of %s, found row-level security that holds for %s: ALTER ROLE %s BYPASSRLS, or ALTER TABLE %s DISABLE ROW LEVEL SECURITY"
                            .formatted(url, hidden.get(), role, role, hidden.get()),
                    UNFIT);
        }
    }

    /// @throws SQLException with state 55000 where the ledger is older than this program
    void requireLedger(DatabaseUrl url) throws SQLException {
        if (ledger < LedgerVersion.OURS) {
            throw new SQLException(url + ": " + LedgerVersion.complaint(ledger), UNFIT);
        }
    }
}
