package org.civichopper.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.testing.Said;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program and a ledger that are not of the same time.
class OlderLedgerTest {

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aNewerProgramWorksOrSaysWhatToDo(int version) throws Exception {
        var url = ledger("older_" + version, version);
        Files.writeString(folder.resolve("bill_1.json"), "{}");
        for (var command :
                List.of(
                        "status",
                        "status --json",
                        "runs",
                        "runs retire r",
                        "failures",
                        "failures show r1",
                        "explain de/bill_1.json",
                        "import --jurisdiction de " + folder,
                        "doctor",
                        "doctor --fix sequences",
                        "doctor --fix versions")) {
            var said = Said.by((command + " --database-url " + url).split(" "));
            if (version == 0 || said.err().contains("does not exist")) {
                assertThat(said.out() + said.err()).as(command).contains("hopper db init");
            }
        }
        assertThat(
                        Said.by(
                                        "import",
                                        "--jurisdiction",
                                        "de",
                                        "--database-url",
                                        url,
                                        folder + "")
                                .err())
                .contains("expected the ledger in version", "hopper db init");

        assertThat(Said.by("db", "init", "--database-url", url).exitCode()).isZero();
        assertThat(Said.by("status", "--database-url", url).exitCode()).isZero();
    }

    @Test
    void anOlderProgramGoesOnAndSaysSoWhereItCannot() throws Exception {
        var url = ledger("newer", 5);
        execute(
                url,
                """
                CREATE OR REPLACE FUNCTION hopper.ledger_version() RETURNS integer
                    LANGUAGE sql IMMUTABLE AS 'SELECT 1005'
                """);
        assertThat(Said.by("status", "--database-url", url).exitCode()).isZero();

        execute(url, "ALTER TABLE hopper.parked RENAME TO waiting");
        assertThat(Said.by("status", "--database-url", url).err())
                .contains(
                        "found version 1005: use the newer hopper, and deploy the newer function");
    }

    @Test
    void theNewestScriptSaysItsVersion() throws Exception {
        var url = DatabaseUrl.parse(ledger("newest", 0));
        SchemaMigration.migrate(OperatorDatabase.plain(url));

        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement();
                var answer =
                        statement.executeQuery(
                                """
                                SELECT hopper.ledger_version(), max(version::integer)
                                  FROM hopper.history_ledger
                                """)) {
            answer.next();
            assertThat(answer.getInt(1)).isEqualTo(answer.getInt(2));
        }
        try (var database = Database.open(DatabaseConfig.of(url))) {
            database.requireReady();
        }
    }

    /// A database whose ledger is of that version; without one for 0.
    private static String ledger(String name, int version) throws SQLException {
        postgres.createDatabase(name);
        var url = postgres.url(name);
        scripts(url, "public", "db/public").load().migrate();
        if (version > 0) {
            scripts(url, "ledger", "db/hopper").target(version + "").load().migrate();
        }
        return url;
    }

    private static FluentConfiguration scripts(String url, String set, String folder) {
        return Flyway.configure()
                .dataSource(DatabaseUrl.parse(url).dataSource())
                .schemas("hopper")
                .table("history_" + set)
                .locations("classpath:" + folder)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .group(true);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
