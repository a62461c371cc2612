package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class LocalPostgresTest {

    private static LocalPostgres postgres;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.startThrowaway();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    // Temporary folders belong to whoever runs the tests; Postgres may run as somebody else.
    @BeforeEach
    void open() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void speaksUtf8AndSortsByCodePoint() throws SQLException {
        assertThat(ask(postgres, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(postgres, "postgres", "SELECT upper('ñandú')")).isEqualTo("ÑANDÚ");
        assertThat(ask(postgres, "postgres", "SELECT 'Z' < 'a'")).isEqualTo("t");
    }

    @Test
    void listensOnLoopbackOnly() throws SQLException {
        assertThat(ask(postgres, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        try (var superuser = postgres.superuser("postgres")) {
            assertThat(ask(superuser, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        for (var user : List.of("importer", "hopper", "postgres")) {
            for (var password : new String[] {"", "hopper"}) {
                assertThatThrownBy(() ->
                                DriverManager.getConnection(
                                        "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable"
                                                .formatted(postgres.port()),
                                        user,
                                        password))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY taken FROM PROGRAM 'id'",
                "COPY taken TO '/tmp/taken'",
                "SELECT pg_read_file('PG_VERSION')",
                "CREATE ROLE another SUPERUSER",
                "CREATE DATABASE another"
            })
    void theOwnerOfADatabaseMayDoNothingBesideIt(String reachingOut) throws SQLException {
        var database = "owned-" + reachingOut.hashCode(); // the cases run at once
        postgres.createDatabase(database);
        run(postgres, database, "CREATE TABLE taken (line text)");

        assertThatThrownBy(() -> run(postgres, database, reachingOut))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void keepsItsPasswordsToItself() throws Exception {
        try (var _ = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(Files.getPosixFilePermissions(folder.resolve("kept")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            for (var file : List.of("password", "superuser-password")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve("kept").resolve(file)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void whatAVersionWithoutPasswordsLeftIsClosedAndHandedOver() throws Exception {
        var kept = folder.resolve("kept");
        try (var first = LocalPostgres.start(kept)) {
            try (var superuser = first.superuser("postgres");
                    var statement = superuser.createStatement()) {
                statement.execute("CREATE DATABASE old");
            }
            try (var superuser = first.superuser("old");
                    var statement = superuser.createStatement()) {
                statement.execute(
                        """
                        CREATE SCHEMA hopper;
                        CREATE TABLE hopper.run (id bigserial PRIMARY KEY, at int GENERATED ALWAYS AS IDENTITY);
                        CREATE VIEW hopper.open_run AS TABLE hopper.run;
                        CREATE TABLE public.bill AS SELECT 'HB 1' AS identifier;
                        CREATE SEQUENCE public.alone;
                        CREATE TYPE public.colour AS ENUM ('red');
                        CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS 'SELECT 1'
                        """);
            }
        }
        Files.delete(kept.resolve("password"));
        Files.delete(kept.resolve("superuser-password"));
        Files.writeString(kept.resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");

        try (var second = LocalPostgres.start(kept)) {
            second.createDatabase("old");
            run(
                    second,
                    "old",
                    """
                    ALTER TABLE bill ADD title text;
                    DROP VIEW hopper.open_run;
                    ALTER TABLE hopper.run ADD ended int;
                    DROP SEQUENCE alone;
                    DROP TYPE colour;
                    DROP FUNCTION one();
                    DROP SCHEMA hopper CASCADE
                    """);
            assertThat(ask(second, "old", "SELECT identifier FROM bill")).isEqualTo("HB 1");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    "jdbc:postgresql://127.0.0.1:%d/old?user=hopper&sslmode=disable"
                                            .formatted(second.port())))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainAndSaidSo() throws Exception {
        var said = new LinkedBlockingQueue<String>();
        try (var mortal = LocalPostgres.start(folder.resolve("kept"))) {
            mortal.createDatabase("kept");
            run(mortal, "kept", "CREATE TABLE kept AS SELECT 1");
            mortal.startAgainWheneverItDies(said::add);

            for (var death = 0; death < 2; death++) {
                kill(folder.resolve("kept"));

                assertThat(said.poll(60, TimeUnit.SECONDS)).contains("has died. Starting it again");
                assertThat(said.poll(60, TimeUnit.SECONDS)).isEqualTo("Postgres is running again.");
                assertThat(ask(mortal, "kept", "SELECT count(*) FROM kept")).isEqualTo("1");
            }
        }
        assertThat(said).as("closed, it does not die").isEmpty();
    }

    @Test
    void copiesATemplateWithItsRows() throws SQLException {
        postgres.createDatabase("pattern");
        run(postgres, "pattern", "CREATE TABLE bill AS SELECT 'HB 1' AS identifier");

        postgres.createDatabase("a-Copy", "pattern");

        var copy = DriverManager.getConnection(postgres.jdbcUrl("a-Copy"));
        try (copy) {
            assertThat(ask(copy, "SELECT identifier FROM bill")).isEqualTo("HB 1");
        }
    }

    @Test
    void creatingADatabaseTwiceKeepsIt() throws SQLException {
        postgres.createDatabase("twice");
        run(postgres, "twice", "CREATE TABLE kept ()");

        postgres.createDatabase("twice");

        assertThat(ask(postgres, "twice", "SELECT count(*) FROM kept")).isEqualTo("0");
    }

    @Test
    void fourAtOnceDoNotCollide() {
        var starting =
                IntStream.range(0, 4)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(LocalPostgres::startThrowaway))
                        .toList();
        var started = starting.stream().map(CompletableFuture::join).toList();

        assertThat(started).extracting(LocalPostgres::port).doesNotHaveDuplicates();

        started.forEach(LocalPostgres::close);
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        try (var first = LocalPostgres.start(folder.resolve("kept"))) {
            first.createDatabase("kept");
            run(first, "kept", "CREATE TABLE kept AS SELECT 1");
        }
        try (var second = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(ask(second, "kept", "SELECT count(*) FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainAfterAPowerCut() throws Exception {
        try (var first = LocalPostgres.start(folder.resolve("kept"))) {
            first.createDatabase("kept");
            run(first, "kept", "CREATE TABLE kept AS SELECT 1");
            kill(folder.resolve("kept"));
        }
        assertThat(folder.resolve("kept/data/postmaster.pid")).exists();

        try (var second = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(ask(second, "kept", "SELECT count(*) FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainWhenAnotherProcessGotTheNumberOfTheKilledOne() throws Exception {
        var file = folder.resolve("kept/data/postmaster.pid");
        LocalPostgres.start(folder.resolve("kept")).close();
        Files.writeString(file, ProcessHandle.current().pid() + "\n");

        try (var second = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(ask(second, "postgres", "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void findsAPlaceWhereItsAccountMayNotEnterTheFolder() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (var first = LocalPostgres.start(folder.resolve("kept"))) {
            first.createDatabase("kept");
            run(first, "kept", "CREATE TABLE kept AS SELECT 1");
        }
        try (var second = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(ask(second, "kept", "SELECT count(*) FROM kept")).isEqualTo("1");
        }
        Folders.delete(folder.resolve("kept").toRealPath());
    }

    @Test
    void refusesAFolderThatIsInUse() {
        var first = LocalPostgres.start(folder.resolve("kept"));
        try (first) {
            assertThatThrownBy(() -> LocalPostgres.start(folder.resolve("kept")))
                    .isInstanceOf(LocalCloudException.class)
                    .hasMessageContaining("already running");
        }
    }

    @Test
    void showsTheEndOfTheLogWhenItCannotStart() throws Exception {
        LocalPostgres.start(folder.resolve("kept")).close();
        Files.writeString(folder.resolve("kept/data/postgresql.conf"), "nonsense = on\n");

        assertThatThrownBy(() -> LocalPostgres.start(folder.resolve("kept")))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("unrecognized configuration parameter \"nonsense\"");
    }

    @Test
    void saysWhichPostgresMadeDataThatItCannotServe() throws Exception {
        LocalPostgres.start(folder.resolve("kept")).close();
        Files.writeString(folder.resolve("kept/data/PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> LocalPostgres.start(folder.resolve("kept")))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("found 9.6. Use another folder");
    }

    @Test
    void throwsAwayItsFolder() throws SQLException {
        var throwaway = LocalPostgres.startThrowaway();
        Path data;
        try (var superuser = throwaway.superuser("postgres")) {
            data = Path.of(ask(superuser, "SHOW data_directory"));
        }
        assertThat(data).exists();

        throwaway.close();

        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void stopsWhenItsProgramIsKilled() throws Exception {
        var program = startElsewhere();
        var server = Long.parseLong(program.inputReader().readLine());
        var gone = ProcessHandle.of(server).orElseThrow().onExit();

        program.destroyForcibly();

        assertThat(gone).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void takesOverFromAServerThatEvenItsKeeperLeftBehind() throws Exception {
        var program = startElsewhere();
        var left = Long.parseLong(program.inputReader().readLine());
        program.children().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly().waitFor();

        try (var second = LocalPostgres.start(folder.resolve("kept"))) {
            assertThat(ProcessHandle.of(left)).isEmpty();
            assertThat(ask(second, "postgres", "SELECT 1")).isEqualTo("1");
        }
    }

    private Process startElsewhere() throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndWaits.class.getName(),
                        folder.resolve("kept").toString())
                .start();
    }

    /// A program that does not get the chance to clean up after itself.
    static final class StartsAndWaits {
        public static void main(String[] arguments) throws Exception {
            var postgres = LocalPostgres.start(Path.of(arguments[0]));
            System.out.println(pid(Path.of(arguments[0])));
            System.in.read();
            postgres.close();
        }
    }

    private static void kill(Path folder) throws Exception {
        var server = ProcessHandle.of(pid(folder)).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private static long pid(Path folder) throws Exception {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
    }

    private static void run(LocalPostgres server, String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(LocalPostgres server, String database, String sql)
            throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(database))) {
            return ask(connection, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
