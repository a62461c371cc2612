package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ORPHAN =
            """
            INSERT INTO opencivicdata_billtitle (id, title, note, bill_id)
            VALUES (gen_random_uuid(), '', '', 'ocd-bill/nowhere')
            """;
    private static final String DIVISION =
            """
            INSERT INTO opencivicdata_division
            VALUES ('ocd-division/country:xx', '', 'xx',
                    '', '', '', '', '', '', '', '', '', '', '', '', '', '')
            """;
    private static final String DIVISIONS = "SELECT count(*) FROM opencivicdata_division";

    private final DatabaseUrl url = TestDatabases.withTables();
    private final Database database = Database.open(config(url, SECOND));

    @BeforeEach
    void warmUp() throws SQLException {
        database.requireWritable();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void workIsCommitted() throws SQLException {
        database.inTransaction(connection -> run(connection, DIVISION));

        assertThat(ask(DIVISIONS)).isEqualTo("1");
    }

    @Test
    void everyLimitHoldsInTheTransactionAndOnlyThere() throws SQLException {
        var limits =
                """
                SELECT concat_ws(' ', current_setting('lock_timeout'),
                                 current_setting('statement_timeout'),
                                 current_setting('idle_in_transaction_session_timeout'),
                                 current_setting('transaction_isolation'),
                                 current_setting('application_name'))
                """;
        assertThat(ask(limits)).isEqualTo("500ms 1s 2s read committed hopper");
        try (var connection = url.dataSource().getConnection()) {
            assertThat(ask(connection, limits)).startsWith("0 0 0 ");
        }
    }

    @Test
    void readCommittedEvenWhereTheDatabaseHasAnotherDefault() throws SQLException {
        set("default_transaction_isolation = 'serializable'");

        try (var later = Database.open(DatabaseConfig.of(url))) {
            assertThat(
                            later.<String>inTransaction(
                                    connection -> ask(connection, "SHOW transaction_isolation")))
                    .isEqualTo("read committed");
        }
    }

    @Test
    void aSnapshotSeesNothingThatIsCommittedMeanwhileAndWritesNothing() throws SQLException {
        try (var other = Database.open(DatabaseConfig.of(url))) {
            database.inSnapshot(snapshot -> {
                assertThat(ask(snapshot, DIVISIONS)).isEqualTo("0");
                other.inTransaction(connection -> run(connection, DIVISION));
                assertThat(ask(snapshot, DIVISIONS)).isEqualTo("0");
                return null;
            });
        }
        assertThat(ask(DIVISIONS)).isEqualTo("1");

        assertThatThrownBy(() -> database.inSnapshot(connection -> run(connection, DIVISION)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    @Test
    void aFailureLeavesNoTrace() throws SQLException {
        var failure = new IllegalStateException("half-way");

        assertThatThrownBy(() ->
                        database.inTransaction(connection -> {
                            run(connection, DIVISION);
                            throw failure;
                        }))
                .isSameAs(failure);
        assertThat(ask(DIVISIONS)).isEqualTo("0");
    }

    @Test
    void aForeignKeyThatPointsNowhereIsFoundBeforeCommit() throws SQLException {
        var failure =
                catchThrowable(() ->
                        database.inTransaction(connection -> {
                            run(connection, DIVISION);
                            return run(connection, ORPHAN);
                        }));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        assertThat(ask(DIVISIONS)).isEqualTo("0");
    }

    @Test
    void aForeignKeyMayPointNowhereUntilTheEnd() throws SQLException {
        database.inTransaction(connection -> {
            run(connection, ORPHAN);
            return run(connection, "DELETE FROM opencivicdata_billtitle");
        });
    }

    @Test
    void aStatementThatTakesTooLongIsStopped() {
        assertThatThrownBy(() -> ask("SELECT pg_sleep(10)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }

    @Test
    void aLockThatTakesTooLongIsGivenUp() throws SQLException {
        try (var other = url.dataSource().getConnection()) {
            ask(other, "SELECT pg_advisory_lock(1)");

            assertThatThrownBy(() -> ask("SELECT pg_advisory_xact_lock(1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        }
    }

    @Test
    void aConnectionThatDiesIsReportedWithWhatFollowed() throws SQLException {
        var failure = catchThrowable(() -> ask("SELECT pg_terminate_backend(pg_backend_pid())"));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("57P01"));
        assertThat(failure.getSuppressed()).hasOnlyElementsOfType(SQLException.class).hasSize(1);
        assertThat(ask("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsNotWritable() throws SQLException {
        set("default_transaction_read_only = on");

        try (var later = Database.open(DatabaseConfig.of(url))) {
            assertThatThrownBy(later::requireWritable)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"))
                    .hasMessageContaining(
                            "expected a database that can be written to, found one with");
        }
    }

    @Test
    void openingNeedsNoServerButWorkDoes() throws IOException {
        var nobody = "postgresql://127.0.0.1:%d/states".formatted(freePort());

        try (var away = Database.open(config(DatabaseUrl.parse(nobody), SECOND))) {
            assertThatThrownBy(away::requireWritable)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static DatabaseConfig config(DatabaseUrl url, Duration statementTimeout) {
        return new DatabaseConfig(
                url,
                1,
                SECOND,
                SECOND.multipliedBy(5),
                statementTimeout,
                Duration.ofMillis(500),
                SECOND.multipliedBy(2),
                0);
    }

    // For connections that are made from now on.
    private void set(String setting) throws SQLException {
        try (var connection = url.dataSource().getConnection()) {
            run(connection, "ALTER DATABASE " + url.database() + " SET " + setting);
        }
    }

    private String ask(String query) throws SQLException {
        return database.inTransaction(connection -> ask(connection, query));
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
