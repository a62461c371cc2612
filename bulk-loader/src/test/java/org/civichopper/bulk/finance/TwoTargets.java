package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.search.SearchPlace;
import org.civichopper.bulk.search.SharedSearch;
import org.civichopper.commandline.Surroundings;
import org.civichopper.localcloud.finance.InventedTexas;
import org.civichopper.localsearch.WaywardSearch;

/// A database and an environment of the one search server, both of their own, with a folder of
/// files that go into both.
final class TwoTargets implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    final String env = "both" + NUMBER.incrementAndGet();
    final WaywardSearch search = WaywardSearch.before(SharedSearch.URL);
    final Capitol capitol;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    /// The process is gone.
    static final class GoneError extends Error {

        private static final long serialVersionUID = 1L;
    }

    TwoTargets(Path folder) {
        this.folder = folder;
        capitol = Capitol.in(folder);
    }

    /// Invented ones.
    void publishes(int gifts) {
        new InventedTexas(gifts, 2, 1).write(capitol.file("tx", "TEC_CF_CSV.zip"));
    }

    Capitol.Ran load(String to, String... more) {
        var all = new ArrayList<>(List.of("--to", to, "--env", env, "--search-url", search.url()));
        all.addAll(List.of(more));
        return capitol.load("tx", all.toArray(String[]::new));
    }

    Capitol.Ran rollback() {
        return capitol.hopper("load", "rollback", "campaign-finance");
    }

    /// How many gifts the tables show.
    long rows() {
        return number("SELECT count(*) FROM campaign_finance.contributions");
    }

    long number(String question) {
        return Long.parseLong(capitol.one(question));
    }

    /// What the server behind answers.
    JsonNode ask(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SharedSearch.URL + "/" + path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// How many gifts the alias shows.
    long documents() throws IOException, InterruptedException {
        return ask("tx_contribs_" + env + "/_count").path("count").asLong(-1);
    }

    List<String> indices() throws IOException, InterruptedException {
        var names = new TreeSet<String>();
        ask("_cat/indices/*_" + env + "?format=json&h=index")
                .forEach(each -> names.add(each.path("index").asText()));
        return List.copyOf(names);
    }

    /// The same as [#load], into both, watched.
    void load(LoadSteps steps) throws InterruptedException {
        var settings =
                DyingLoad.settings(
                        States.find("tx").orElseThrow(),
                        folder.toAbsolutePath().resolve("tx"),
                        Settings.To.BOTH,
                        env,
                        new SearchPlace(Optional.of(search.url()), Optional.empty()));
        DyingLoad.load(
                settings,
                each -> each.search(NOWHERE, _ -> {}).map(Search.class::cast),
                capitol.url(),
                steps);
    }

    private static final Surroundings NOWHERE = new Surroundings(Map.of(), List.of());

    /// @throws GoneError at that step
    void dieAt(LoadStep step) throws InterruptedException {
        load(reached -> {
            if (reached == step) {
                throw new GoneError();
            }
        });
    }

    /// Every commit that moves a watermark.
    void commitsFail() {
        capitol.execute(
                """
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
                CREATE CONSTRAINT TRIGGER fails AFTER INSERT OR UPDATE OR DELETE ON hopper.load_watermark
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fails();
                """);
    }

    void commitsHold() {
        capitol.execute("DROP TRIGGER fails ON hopper.load_watermark");
    }

    @Override
    public void close() {
        search.close();
        http.close();
        capitol.close();
    }
}
