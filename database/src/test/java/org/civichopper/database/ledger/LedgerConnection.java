package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.TestDatabases;

/// A transaction on an empty ledger that is never committed: foreign keys, which wait for the end,
/// ask for nothing.
final class LedgerConnection {

    private static final DatabaseUrl URL = TestDatabases.withTables();

    private LedgerConnection() {}

    static Connection open() throws SQLException {
        var connection = URL.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void bill(Connection connection, String id) throws SQLException {
        run(
                connection,
                """
                INSERT INTO opencivicdata_bill
                       (id, created_at, updated_at, extras, identifier, title, classification, subject,
                        legislative_session_id, latest_action_description, citations)
                VALUES ('%s', now(), now(), '{}', 'HB 1', '', '{}', '{}', gen_random_uuid(), '', '{}')
                """
                        .formatted(id));
    }
}
