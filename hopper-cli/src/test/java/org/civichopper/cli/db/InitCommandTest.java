package org.civichopper.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class InitCommandTest {

    private static final String PUBLIC_TABLES =
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    private static final String HOPPER_SCHEMA =
            "SELECT count(*) FROM pg_namespace WHERE nspname = 'hopper'";

    private static LocalPostgres postgres;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String url;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.startThrowaway();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void createDatabase(TestInfo test) {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase();
        postgres.createDatabase(name);
        url = postgres.url(name);
    }

    @Test
    void anEmptyDatabaseGetsTablesAndJurisdictions() throws SQLException {
        assertThat(init()).isZero();

        assertThat(out.toString())
                .startsWith("Created the Open States tables.")
                .contains(
                        "Created 58 jurisdictions, 7522 divisions, 224 organizations, 7523 posts.");
        assertThat(ask(PUBLIC_TABLES)).isEqualTo("43");
        assertThat(ask("SELECT count(*) FROM hopper.history_public WHERE success"))
                .isNotEqualTo("0");
    }

    @Test
    void aSecondTimeNotOneRowIsWritten() throws SQLException {
        init();
        var before = rowVersions();

        assertThat(init()).isZero();

        assertThat(rowVersions()).isEqualTo(before).hasSizeGreaterThan(15_000);
        assertThat(out.toString())
                .endsWith("Nothing to do: tables, jurisdictions, chambers and posts are there.\n");
    }

    @Test
    void tablesThatSomebodyElseCreatedAreUsed() throws SQLException {
        createForeignTables();
        run("ALTER TABLE opencivicdata_bill ADD COLUMN popularity integer");
        run("CREATE TABLE opencivicdata_poll (id uuid)");

        assertThat(init()).isZero();

        assertThat(out.toString())
                .startsWith("Found Open States tables that somebody else created")
                .contains("Created 58 jurisdictions");
        assertThat(ask(PUBLIC_TABLES)).isEqualTo("44");
        assertThat(init()).isZero();
        assertThat(out.toString()).contains("Nothing to do");
    }

    @Test
    void tablesThatLackSomethingAreListedAndLeftAsTheyAre() throws SQLException {
        createForeignTables();
        run("ALTER TABLE opencivicdata_bill DROP COLUMN citations");
        run("DROP TABLE openstates_personoffice");

        assertThat(init()).isEqualTo(1);

        assertThat(err.toString())
                .contains("\n  opencivicdata_bill.citations: expected jsonb NOT NULL, found none\n")
                .contains("\n  openstates_personoffice: expected a table, found none\n")
                .contains("Nothing was changed.");
        assertThat(ask(HOPPER_SCHEMA)).isEqualTo("0");
        assertThat(ask("SELECT count(*) FROM opencivicdata_jurisdiction")).isEqualTo("0");
    }

    @Test
    void aDatabaseThatIsNotThereIsOneLine() {
        url = "postgresql://ann:s3cret@127.0.0.1:1/states";

        assertThat(init()).isEqualTo(1);

        assertThat(err.toString())
                .startsWith(
                        "hopper: postgresql://ann:***@127.0.0.1:1/states: expected to create"
                                + " tables, found: Connection to 127.0.0.1:1 refused.")
                .doesNotContain("s3cret", "\tat ");
    }

    @Test
    void whatIsNoUrlIsWrongUsageAndNotShown() {
        url = "mysql://ann:s3cret@db/states";

        assertThat(init()).isEqualTo(2);

        assertThat(err.toString()).contains("expected postgresql://").doesNotContain("s3cret");
    }

    @Test
    void withoutAnyUrlItSaysWhatToSet() {
        url = "";

        assertThat(init()).isEqualTo(2);

        assertThat(err.toString()).contains("set DATABASE_URL or give --database-url");
    }

    @Test
    void helpHasAnExample() {
        assertThat(hopper("db", "init", "--help")).isZero();

        assertThat(out.toString()).contains("Example:\n  hopper db init --database-url");
    }

    private int init() {
        return hopper("db", "init", "--database-url", url);
    }

    private int hopper(String... arguments) {
        return HopperCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    // As by a tool that leaves no history of ours.
    private void createForeignTables() throws SQLException {
        SchemaMigration.migrate(OperatorDatabase.plain(DatabaseUrl.parse(url)));
        run("DROP SCHEMA hopper CASCADE");
    }

    private List<String> rowVersions() throws SQLException {
        try (var connection = connect()) {
            var versions = new ArrayList<String>();
            for (var table :
                    column(
                            connection,
                            """
                            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                             WHERE schemaname IN ('public', 'hopper')
                             ORDER BY 1
                            """)) {
                versions.addAll(
                        column(
                                connection,
                                "SELECT concat_ws(' ', tableoid::regclass, ctid, xmin, xmax) FROM "
                                        + table
                                        + " ORDER BY ctid"));
            }
            return versions;
        }
    }

    private String ask(String query) throws SQLException {
        try (var connection = connect()) {
            return column(connection, query).getFirst();
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DatabaseUrl.parse(url).dataSource().getConnection();
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (answer.next()) {
                values.add(answer.getString(1));
            }
            return values;
        }
    }
}
