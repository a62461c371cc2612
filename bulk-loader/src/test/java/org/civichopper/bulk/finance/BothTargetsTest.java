package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.bulk.command.Surroundings;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.search.SearchPlace;
import org.civichopper.bulk.search.SharedSearch;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.finance.InventedTexas;
import org.civichopper.localsearch.Asked;
import org.civichopper.localsearch.Misdeed;
import org.civichopper.localsearch.WaywardSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tables and aliases move together, or neither does.
@Timeout(180)
class BothTargetsTest {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    private final String env = "both" + NUMBER.incrementAndGet();
    private final WaywardSearch search = WaywardSearch.before(SharedSearch.URL);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir private Path folder;

    @BeforeEach
    void makeDatabase() throws IOException {
        POSTGRES.createDatabase(env);
        Files.createDirectories(folder.resolve("tx"));
    }

    @AfterEach
    void close() {
        search.close();
    }

    private void publishes(int gifts) {
        new InventedTexas(gifts, 2, 1).write(folder.resolve("tx").resolve("TEC_CF_CSV.zip"));
    }

    private record Ran(int exitCode, String out, String err) {

        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    private Ran load(String to, String... more) {
        var all = new ArrayList<>(List.of("load", "campaign-finance", "--state", "tx", "--input"));
        all.addAll(List.of(folder.toString(), "--to", to, "--env", env, "--json"));
        all.addAll(List.of("--search-url", search.url()));
        all.addAll(List.of(more));
        return hopper(all);
    }

    private Ran hopper(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--database-url", POSTGRES.url(env)));
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                LoaderCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    private long rows() throws SQLException {
        return number("SELECT count(*) FROM campaign_finance.contributions");
    }

    private long number(String question) throws SQLException {
        var url = DatabaseUrl.parse(POSTGRES.url(env));
        try (var connection =
                        DriverManager.getConnection(
                                url.jdbcUrl(),
                                url.user().orElseThrow(),
                                url.password().orElse(""));
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String script) throws SQLException {
        var url = DatabaseUrl.parse(POSTGRES.url(env));
        try (var connection =
                        DriverManager.getConnection(
                                url.jdbcUrl(),
                                url.user().orElseThrow(),
                                url.password().orElse(""));
                var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private JsonNode ask(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(SharedSearch.URL + "/" + path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private long documents() throws Exception {
        return ask("tx_contribs_" + env + "/_count").path("count").asLong(-1);
    }

    private List<String> indices() throws Exception {
        var names = new TreeSet<String>();
        ask("_cat/indices/*_" + env + "?format=json&h=index")
                .forEach(each -> names.add(each.path("index").asText()));
        return List.copyOf(names);
    }

    private long staged() throws SQLException {
        return number(
                "SELECT count(*) FROM pg_tables WHERE schemaname IN ('hopper_staging', 'campaign_finance_next')");
    }

    @Test
    void theSampleComesOutAsItsDocuments() throws Exception {
        try (var zip = BothTargetsTest.class.getResourceAsStream("searched/TEC_CF_CSV.zip")) {
            Files.copy(zip, folder.resolve("tx").resolve("TEC_CF_CSV.zip"));
        }

        assertThat(load("search").exitCode()).isZero();

        assertThat(found("tx_contribs_" + env)).isEqualTo(sample("searched/tx_contribs.ndjson"));
        assertThat(found("tx_reports_" + env)).isEqualTo(sample("searched/tx_reports.ndjson"));
    }

    private Map<String, JsonNode> found(String alias) throws Exception {
        var documents = new TreeMap<String, JsonNode>();
        for (var hit : ask(alias + "/_search?size=1000").path("hits").path("hits")) {
            documents.put(hit.path("_id").asText(), hit.path("_source"));
        }
        return documents;
    }

    private static Map<String, JsonNode> sample(String name) throws IOException {
        var documents = new TreeMap<String, JsonNode>();
        try (var file = BothTargetsTest.class.getResourceAsStream(name)) {
            for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var document = (ObjectNode) JSON.readTree(line);
                documents.put(document.remove("_id").asText(), document);
            }
        }
        return documents;
    }

    @Test
    void tablesAndAliasesShowTheSame() throws Exception {
        publishes(1_000);

        var ran = load("both");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(rows()).isPositive().isEqualTo(documents());
        assertThat(ran.json().path("indices").path("tx_contribs_" + env).asText())
                .isEqualTo(indices().getFirst());
    }

    @Test
    void whereAliasesCannotMoveTablesDoNot() throws Exception {
        publishes(1_000);
        load("both");
        var before = rows();
        publishes(1_500);
        search.misbehave(Asked::isPromotion, Misdeed.status(503));

        var ran = load("both");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.json().path("error").asText()).contains("expected aliases").contains("503");
        assertThat(rows()).isEqualTo(before).isEqualTo(documents());
        assertThat(indices()).hasSize(2);
        assertThat(staged()).isZero();
    }

    @Test
    void whatOneServerRefusesIsARejectOfTheRun() throws Exception {
        publishes(1_000);
        search.misbehave(
                Asked::isBulk,
                new Misdeed.RefuseDocuments(
                        line -> line.endsWith("7\"}}"), 400, "mapper_parsing_exception"));

        var ran = load("both", "--max-rejects", "50%");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.json().path("rejected").asLong())
                .isPositive()
                .isEqualTo(number("SELECT count(*) FROM hopper.load_reject"));
    }

    @Test
    void aRollbackPutsBothBack() throws Exception {
        publishes(1_000);
        load("both");
        var before = rows();
        publishes(1_500);
        load("both");
        assertThat(rows()).isGreaterThan(before);

        var ran = hopper(List.of("load", "rollback", "campaign-finance", "--json"));

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(rows()).isEqualTo(before).isEqualTo(documents());
    }

    @Test
    void aLoginOnTheCommandLineIsRefusedWithoutShowingIt() throws Exception {
        publishes(1_000);

        var ran =
                hopper(
                        List.of(
                                "load",
                                "campaign-finance",
                                "--state",
                                "tx",
                                "--input",
                                folder.toString(),
                                "--to",
                                "both",
                                "--search-url",
                                "https://me:hidden@localhost:9200"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out() + ran.err()).contains("ES_HOST takes it").doesNotContain("hidden");
    }

    /// The process is gone.
    private static final class GoneError extends Error {

        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadStep.class,
            names = {"PLANNED", "COPIED", "READ", "CHECKED", "FINISHED", "PROMOTED"})
    void afterACrashTheSameCommandComesToTheSame(LoadStep step) throws Exception {
        publishes(1_000);
        load("both");
        publishes(1_500);

        assertThatThrownBy(() ->
                        dying(reached -> {
                            if (reached == step) {
                                throw new GoneError();
                            }
                        }))
                .isInstanceOf(GoneError.class);
        var ran = load("both");

        assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
        assertThat(rows()).isEqualTo(documents());
        assertThat(indices()).hasSize(4); // those that show, and those before
        assertThat(staged()).isZero();
    }

    @Test
    void aRollbackWhoseCommitFailsLetsTheAliasesShowWhatTheTablesDo() throws Exception {
        publishes(1_000);
        load("both");
        publishes(1_500);
        load("both");
        var shown = rows();
        commitsFail();

        var ran = hopper(List.of("load", "rollback", "campaign-finance"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(documents()).isEqualTo(shown).isEqualTo(rows());
    }

    // Of whatever moves a watermark.
    private void commitsFail() throws SQLException {
        execute(
                """
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
                CREATE CONSTRAINT TRIGGER fails AFTER INSERT OR UPDATE OR DELETE ON hopper.load_watermark
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fails();
                """);
    }

    @Test
    void aRollbackThatDiedBeforeItsCommitIsFollowedByTheSameCommand() throws Exception {
        publishes(1_000);
        load("both");
        var before = rows();
        publishes(1_500);
        load("both");
        commitsFail();
        search.misbehave(new SecondPromotion(), Misdeed.status(503));
        hopper(List.of("load", "rollback", "campaign-finance"));
        assertThat(documents()).as("aliases went ahead").isEqualTo(before).isLessThan(rows());
        execute("DROP TRIGGER fails ON hopper.load_watermark");

        var ran = hopper(List.of("load", "rollback", "campaign-finance"));

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(documents()).isEqualTo(before).isEqualTo(rows());
    }

    // Lets the first one through.
    private static final class SecondPromotion implements Predicate<Asked> {

        private final AtomicInteger promotions = new AtomicInteger();

        @Override
        public boolean test(Asked asked) {
            return asked.isPromotion() && promotions.incrementAndGet() > 1;
        }
    }

    @Test
    void whatADeadRunLeftInTheSearchServerGoesWithALoadOfTablesAlone() throws Exception {
        publishes(1_000);
        assertThatThrownBy(() ->
                        dying(reached -> {
                            if (reached == LoadStep.CHECKED) {
                                throw new GoneError();
                            }
                        }))
                .isInstanceOf(GoneError.class);
        assertThat(indices()).hasSize(2);

        assertThat(load("postgres").exitCode()).isZero();

        assertThat(indices()).isEmpty();
    }

    @Test
    void aCommitThatFailsTakesTheAliasesBack() throws Exception {
        publishes(1_000);
        load("both");
        var before = documents();
        publishes(1_500);

        dying(reached -> {
            if (reached == LoadStep.FINISHED) {
                endSessions();
            }
        });

        assertThat(documents()).isEqualTo(before).isEqualTo(rows());
        assertThat(load("both").exitCode()).isZero();
        assertThat(documents()).isGreaterThan(before).isEqualTo(rows());
    }

    private void endSessions() {
        try {
            number(
                    """
                    SELECT count(pg_terminate_backend(pid))
                      FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void dying(LoadSteps steps) throws InterruptedException {
        var settings = settings();
        var sessions = new Sessions(DatabaseUrl.parse(POSTGRES.url(env)));
        try (var load =
                new CampaignFinance(
                        settings,
                        new Folder(settings, new Folder.Looked.NotYet(), _ -> {}),
                        each -> each.search(nowhere(), _ -> {}).map(Search.class::cast),
                        sessions,
                        _ -> {},
                        new StateReport(settings, new Told(List.of(), _ -> {}), _ -> {}))) {
            new Loader(sessions, steps, QUIET).run(load, Loader.Open.RESUME, 1, Optional.empty());
        }
    }

    private static Surroundings nowhere() {
        return new Surroundings(Map.of(), List.of());
    }

    // What the command line above is.
    private Settings settings() {
        var texas = States.find("tx").orElseThrow();
        return new Settings(
                texas,
                new Settings.From.Given(folder.toAbsolutePath().resolve("tx")),
                Settings.SCHEMA,
                Settings.To.BOTH,
                env,
                new SearchPlace(Optional.of(search.url()), Optional.empty()),
                texas.since(),
                false,
                Encoding.OF_EACH_RECORD,
                2,
                Manners.RETRY_FOR,
                new Limits(
                        OptionalLong.empty(),
                        Limits.MAX_SHRINK,
                        Limits.MAX_REJECTS,
                        OptionalLong.empty(),
                        false));
    }

    private static final LoadProgress QUIET =
            new LoadProgress() {
                @Override
                public void found(long rows) {}

                @Override
                public Bar begin(String slice, OptionalLong rows) {
                    return new Bar() {
                        @Override
                        public void came(long rows, long bytes) {}

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public void say(String line) {}
            };
}
