package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A transaction on an empty ledger that is never committed: foreign keys, which wait for the end,
/// ask for nothing.
abstract class LedgerTest {

    private static final DatabaseUrl URL = TestDatabases.withTables();

    Connection connection;

    @BeforeEach
    final void begin() throws SQLException {
        connection = URL.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    final void rollBack() throws SQLException {
        connection.close();
    }

    final String ask(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    final void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final void bill(String id) throws SQLException {
        run(
                """
                INSERT INTO opencivicdata_bill
                       (id, created_at, updated_at, extras, identifier, title, classification, subject,
                        legislative_session_id, latest_action_description, citations)
                VALUES ('%s', now(), now(), '{}', 'HB 1', '', '{}', '{}', gen_random_uuid(), '', '{}')
                """
                        .formatted(id));
    }
}
