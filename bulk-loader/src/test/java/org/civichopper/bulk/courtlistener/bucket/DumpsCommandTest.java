package org.civichopper.bulk.courtlistener.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.commandline.Program;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.Misdeed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What there is to load, and what of it stands.
class DumpsCommandTest {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static int databases;

    private final Dumpling has = new Dumpling();
    private final String database = "dumps_" + ++databases;
    private String err;

    @BeforeEach
    void begin() {
        POSTGRES.createDatabase(database);
    }

    @AfterEach
    void stop() {
        has.close();
    }

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    private String run(int expected, String... more) {
        var out = new StringWriter();
        var said = new StringWriter();
        var arguments = new ArrayList<>(List.of("--source", has.stored.url()));
        arguments.addAll(List.of("--database-url", POSTGRES.url(database)));
        arguments.addAll(List.of(more));
        var code =
                Program.of(new CommandLine(new CourtListenerDumpsCommand()), Set.of())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(said))
                        .execute(arguments.toArray(String[]::new));
        err = said.toString();
        assertThat(code).as(err).isEqualTo(expected);
        return out.toString();
    }

    private JsonNode dumps() throws Exception {
        return new JsonMapper().readTree(run(0, "--json")).path("dumps");
    }

    private Connection connect() throws SQLException {
        var connection = DatabaseUrl.parse(POSTGRES.url(database)).dataSource().getConnection();
        LoadSchema.prepare(connection);
        return connection;
    }

    @Test
    void theNewestIsFirstAndWhatStandsIsLoaded() throws Exception {
        has.hasDump("2026-03-31", "2026-03-31")
                .hasDump("2026-06-30", "2026-07-01")
                .hasData("2026-09-30", List.of("courts", "dockets"));
        assertThat(dumps().findValuesAsText("loaded")).containsOnly("false");
        var dump = Dumps.of(has.bucket()).newestComplete().orElseThrow();
        try (var connection = connect()) {
            StandingTables.note(
                    StandingTables.DATASET,
                    dump.date(),
                    dump.script().orElseThrow().etag(),
                    List.of("search_courts", "search_dockets", "search_opinions"),
                    List.of(),
                    7,
                    connection);
            connection.commit();
        }
        assertThat(dumps().toString())
                .isEqualTo(
                        """
                        [{"date":"2026-09-30","complete":false,"files":2,"bytes":3000000,\
                        "missing":["schema-2026-09-30.sql","load-bulk-data-2026-09-30.sh"],"loaded":false},\
                        {"date":"2026-07-01","complete":true,"files":5,"bytes":%d,"missing":[],"loaded":true},\
                        {"date":"2026-03-31","complete":true,"files":5,"bytes":%d,"missing":[],"loaded":false}]\
                        """
                                .formatted(dump.bytes(), dump.bytes()));
        assertThat(run(0))
                .contains("2026-07-01  complete ", "loaded", "missing schema-2026-09-30.sql");
    }

    @Test
    void aRollbackTakesBackWhatIsLoadedAndAPartIsNotAll() throws Exception {
        has.hasDump("2026-06-30", "2026-07-01");
        var dump = Dumps.of(has.bucket()).newestComplete().orElseThrow();
        var etag = dump.script().orElseThrow().etag();
        try (var connection = connect()) {
            StandingTables.note(
                    "s", dump.date(), etag, List.of("search_courts"), List.of(), 1, connection);
            var entries = dump.manifest().orElseThrow().entries();
            assertThat(StandingTables.in("s", connection).are(dump, entries.subList(0, 1)))
                    .isTrue();
            assertThat(StandingTables.in("s", connection).are(dump)).isFalse();
            var before = new LoadWatermarks(connection, StandingTables.DATASET, "s").all();
            var others = List.of("search_dockets", "search_opinions");
            StandingTables.note("s", dump.date(), etag, others, List.of(), 2, connection);
            assertThat(StandingTables.in("s", connection).are(dump)).isTrue();
            assertThat(StandingTables.in("other", connection).are(dump)).isFalse();
            new LoadWatermarks(connection, StandingTables.DATASET, "s").putBack(before, 1);
            assertThat(StandingTables.in("s", connection).are(dump)).isFalse();
            assertThat(StandingTables.in("s", connection).dumps())
                    .isEqualTo(Map.of("search_courts", "2026-07-01 " + etag));
        }
    }

    @Test
    void aBucketThatIsAwayIsAskedAgainLater() {
        has.stored.misbehave(Asked::isListing, Misdeed.slowDown());
        assertThat(run(75, "--retry-for", "1s", "--json")).isEmpty();
        assertThat(err).contains("SlowDown").contains("run the same command again later");
    }

    @Test
    void aBucketThatSaysNoIsAFailure() {
        has.stored.misbehave(Asked::isListing, Misdeed.accessDenied());
        run(1);
        assertThat(err).contains("AccessDenied");
    }

    @Test
    void anEmptyBucketHasNoDumps() {
        assertThat(run(0)).contains("No dumps at " + has.stored.url());
    }

    @Test
    void whatIsNoAddressOrFolderIsWrongUsage() {
        run(2, "--from", "/there/is/none");
        run(2, "--source", "ftp://host");
        run(2, "--schema", "a\"b");
    }
}
