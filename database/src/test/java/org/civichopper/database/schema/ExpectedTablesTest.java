package org.civichopper.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpectedTablesTest {

    private final ExpectedTables expected = ExpectedTables.read();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabases.withTables().dataSource().getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void theTablesOfOurScriptsAreAsExpected() throws SQLException {
        assertThat(ExpectedTables.anyIn(connection)).isTrue();
        assertThat(expected.differences(connection)).isEmpty();
    }

    @Test
    void whatOthersAddedIsNobodysFault() throws SQLException {
        run("ALTER TABLE opencivicdata_bill ADD COLUMN popularity integer");
        run("CREATE TABLE opencivicdata_poll (id uuid)");
        run("CREATE INDEX ON opencivicdata_bill (title)");

        assertThat(expected.differences(connection)).isEmpty();
    }

    @Test
    void everyThingThatIsMissingOrOtherIsNamed() throws SQLException {
        run("ALTER TABLE opencivicdata_bill DROP COLUMN citations");
        run("ALTER TABLE opencivicdata_bill ALTER COLUMN identifier TYPE varchar(50)");
        run("ALTER TABLE opencivicdata_event ALTER COLUMN location_id SET NOT NULL");
        run("DROP TABLE openstates_personoffice");

        assertThat(expected.differences(connection))
                .extracting(Difference::toString)
                .containsExactlyInAnyOrder(
                        "opencivicdata_bill.citations: expected jsonb NOT NULL, found none",
                        "opencivicdata_bill.identifier: expected varchar(100) NOT NULL,"
                                + " found varchar(50) NOT NULL",
                        "opencivicdata_event.location_id: expected uuid, found uuid NOT NULL",
                        "openstates_personoffice: expected a table, found none");
    }

    @Test
    void anEmptyDatabaseHasNone() throws SQLException {
        try (var empty = TestDatabases.empty().dataSource().getConnection()) {
            assertThat(ExpectedTables.anyIn(empty)).isFalse();
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
