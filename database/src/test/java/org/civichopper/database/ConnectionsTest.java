package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/// What becomes of a connection that is kept, and what it takes from this machine.
class ConnectionsTest {

    private static final String BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

    private final DatabaseUrl url = TestDatabases.empty();

    @Test
    void connectionsThatDiedUnseenCostNoTick() throws Exception {
        // Else one that was just used is believed to live, with 0 one of this very millisecond.
        System.setProperty(BYPASS, "-1");
        try (var proxy = new FreezingProxy(url.port());
                var database = Database.open(DatabaseConfig.of(by(proxy)))) {
            database.inTransaction(_ -> database.inTransaction(ConnectionsTest::one));
            assertThat(proxy.connections()).isEqualTo(2);

            proxy.freeze();

            assertThat(database.inTransaction(ConnectionsTest::one)).isEqualTo("1");
        } finally {
            System.clearProperty(BYPASS);
        }
    }

    @Test
    void theZoneOfThisMachineNeverReachesTheServer() throws Exception {
        var zone = TimeZone.getDefault();
        try (var database = Database.open(DatabaseConfig.of(url))) {
            TimeZone.setDefault(TimeZone.getTimeZone("PST")); // which Postgres does not know
            assertThat(database.inTransaction(ConnectionsTest::zone)).isEqualTo("UTC");

            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            try (var connection = url.dataSource().getConnection()) {
                assertThat(zone(connection)).isEqualTo("UTC");
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    private DatabaseUrl by(FreezingProxy proxy) {
        return new DatabaseUrl(
                "127.0.0.1",
                proxy.port(),
                url.database(),
                url.user(),
                url.password(),
                url.options());
    }

    private static String one(Connection connection) throws SQLException {
        return ask(connection, "SELECT 1");
    }

    private static String zone(Connection connection) throws SQLException {
        return ask(connection, "SHOW TimeZone");
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
