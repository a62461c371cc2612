package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real server and the real driver say, and whose fault it is.
class VerdictTest {

    private static final DatabaseUrl URL = TestDatabases.empty();

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = URL.dataSource().getConnection();
        run(
                connection,
                """
                CREATE SCHEMA IF NOT EXISTS hopper;
                CREATE TABLE IF NOT EXISTS hopper.document (
                    id bigint PRIMARY KEY, kind text NOT NULL CHECK (kind <> ''));
                TRUNCATE hopper.document;
                INSERT INTO hopper.document VALUES (1, 'bill');
                CREATE TABLE IF NOT EXISTS public.bill (
                    id integer PRIMARY KEY, title varchar(5) NOT NULL, count integer CHECK (count >= 0),
                    other integer REFERENCES public.bill DEFERRABLE INITIALLY DEFERRED);
                TRUNCATE bill;
                CREATE TABLE IF NOT EXISTS public.opencivicdata_bill (
                    id text, title text NOT NULL, popularity integer NOT NULL);
                INSERT INTO bill VALUES (1, 'one'), (2, 'two')
                """);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO bill VALUES (1, '') | 23505 | RACE",
                "INSERT INTO bill VALUES (3, '', 0, 4) | 23503 | RACE",
                "INSERT INTO hopper.document VALUES (1, 'bill') | 23505 | LEDGER",
                "INSERT INTO hopper.document VALUES (2, NULL) | 23502 | LEDGER",
                "INSERT INTO hopper.document VALUES (2, '') | 23514 | LEDGER",
                "INSERT INTO hopper.document VALUES ('x', '') | 22P02 | DATA",
                "INSERT INTO bill VALUES (3, NULL) | 23502 | DATA",
                "INSERT INTO opencivicdata_bill VALUES ('3', '') | 23502 | WORLD",
                "INSERT INTO opencivicdata_bill VALUES ('3', NULL, 0) | 23502 | DATA",
                "INSERT INTO bill VALUES (3, '', -1) | 23514 | DATA",
                "INSERT INTO bill VALUES (3, 'longer') | 22001 | DATA",
                "SELECT 'x'::uuid | 22P02 | DATA",
                "SELECT '{\"a\": \"\\u0000\"}'::jsonb | 22P05 | DATA",
                "SELECT 99999999999::integer | 22003 | DATA",
                "SELECT '2026-02-30'::date | 22008 | DATA",
                "SELECT repeat('x', 2147483647) | 54000 | DATA",
                "SELECT nothing FROM nowhere | 42P01 | WORLD",
                "SELECT pg_terminate_backend(pg_backend_pid()) | 57P01 | WORLD",
                "SET statement_timeout = 10; SELECT pg_sleep(5) | 57014 | WORLD",
                "BEGIN READ ONLY; DELETE FROM bill | 25006 | WORLD",
                "DO 'BEGIN RAISE SQLSTATE ''40001''; END' | 40001 | CONFLICT",
                "DO 'BEGIN RAISE SQLSTATE ''53300''; END' | 53300 | WORLD",
                "DO 'BEGIN RAISE SQLSTATE ''XX000''; END' | XX000 | WORLD",
            })
    void theServersWordDecides(String sql, String state, Verdict verdict) {
        var failure = catchThrowableOfType(SQLException.class, () -> run(connection, sql));

        assertThat(failure.getSQLState()).isEqualTo(state);
        assertThat(Verdict.on(failure)).isEqualTo(verdict);
    }

    @Test
    void textThatNoColumnHoldsIsTheDocumentsFault() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT CAST(? AS text)")) {
            statement.setString(1, "a\u0000");

            var failure = catchThrowableOfType(SQLException.class, statement::execute);

            assertThat(failure.getSQLState()).isEqualTo("22021");
            assertThat(Verdict.on(failure)).isEqualTo(Verdict.DATA);
        }
    }

    @Test
    void aLockThatNobodyGivesUpIsTheWorldsFault() throws SQLException {
        try (var other = URL.dataSource().getConnection()) {
            run(other, "SELECT pg_advisory_lock(1)");

            var failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () ->
                                    run(
                                            connection,
                                            "SET lock_timeout = 10; SELECT pg_advisory_lock(1)"));

            assertThat(failure.getSQLState()).isEqualTo("55P03");
            assertThat(Verdict.on(failure)).isEqualTo(Verdict.WORLD);
        }
    }

    @Test
    void oneOfTwoThatWaitForEachOtherWasOnlyInTheWay() throws Exception {
        try (var other = URL.dataSource().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : new Connection[] {connection, other}) {
                one.setAutoCommit(false);
            }
            run(connection, "SELECT pg_advisory_xact_lock(1)");
            run(other, "SELECT pg_advisory_xact_lock(2)");

            var waits =
                    CompletableFuture.supplyAsync(
                            () -> failureOf(other, "SELECT pg_advisory_xact_lock(1)"), threads);
            var here = failureOf(connection, "SELECT pg_advisory_xact_lock(2)");
            connection.rollback();
            var failure = here == null ? waits.join() : here;

            assertThat(failure.getSQLState()).isEqualTo("40P01");
            assertThat(Verdict.on(failure)).isEqualTo(Verdict.CONFLICT);
        }
    }

    @Test
    void aServerThatIsNotThereIsTheWorldsFault() throws IOException {
        var nobody = DatabaseUrl.parse("postgresql://127.0.0.1:%d/x".formatted(freePort()));

        var failure =
                catchThrowableOfType(
                        SQLException.class, () -> nobody.dataSource().getConnection().close());

        assertThat(failure.getSQLState()).isEqualTo("08001");
        assertThat(Verdict.on(failure)).isEqualTo(Verdict.WORLD);
    }

    @Test
    void aDatabaseThatIsNotThereIsTheWorldsFault() {
        var nowhere =
                DatabaseUrl.parse("postgresql://x@" + URL.host() + ":" + URL.port() + "/nowhere");

        var failure =
                catchThrowableOfType(
                        SQLException.class, () -> nowhere.dataSource().getConnection().close());

        assertThat(Verdict.on(failure)).isEqualTo(Verdict.WORLD);
    }

    @Test
    void whatTheDriverSaysByItselfIsNeverAboutADocument() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT CAST(? AS text)")) {
            var noParameter = catchThrowableOfType(SQLException.class, statement::execute);

            assertThat(noParameter.getSQLState()).startsWith("22"); // as a server would about data
            assertThat(Verdict.on(noParameter)).isEqualTo(Verdict.WORLD);
        }
    }

    @Test
    void aFailureWithoutAStateIsTheWorldsFault() {
        assertThat(Verdict.on(new SQLException("pool is closed"))).isEqualTo(Verdict.WORLD);
        assertThat(Verdict.on(new SQLException("not the server", "23505")))
                .isEqualTo(Verdict.WORLD);
    }

    private static SQLException failureOf(Connection connection, String sql) {
        try {
            run(connection, sql);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
