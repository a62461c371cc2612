package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.search.SearchPlace;
import org.civichopper.bulk.search.SearchServer;
import org.civichopper.bulk.source.Notes;
import org.civichopper.commandline.Surroundings;

/// All that decides what one run of one state does, without secrets: what the ledger keeps, so that
/// a later process can go on with it.
///
/// @param from where its files are
/// @param env the end of names in the search server
/// @param special whether special reports are read, too
/// @param place where the search server is
/// @param keep how many indices are kept for each alias
record Settings(
        State state,
        From from,
        String schema,
        To to,
        String env,
        SearchPlace place,
        LocalDate since,
        boolean special,
        Encoding encoding,
        int keep,
        Duration retryFor,
        Limits limits) {

    enum To {
        POSTGRES,
        SEARCH,
        BOTH;

        boolean isPostgres() {
            return this != SEARCH;
        }

        boolean isSearch() {
            return this != POSTGRES;
        }
    }

    /// Where the files of a state are.
    sealed interface From {

        /// @param folder the state's own
        record Given(Path folder) implements From {}

        /// @param source a folder of the state's site
        /// @param cache where files are kept from one run to the next
        record Fetched(URI source, Path cache) implements From {}

        /// What would be fetched, which is only asked for.
        record Asked(URI source, Path cache) implements From {}
    }

    static final String SCHEMA = "campaign_finance";

    private static final JsonMapper JSON = new JsonMapper();

    /// Without whom and what the rows are not those that they are.
    String options() {
        return "since %s%s%s%s"
                .formatted(
                        since,
                        special ? " with special" : "",
                        encoding.all().map(each -> " in " + each).orElse(""),
                        limits.maxItems().isPresent()
                                ? " at most " + limits.maxItems().getAsLong()
                                : "");
    }

    /// The search server that rows go to, without asking it; empty where they go to none.
    ///
    /// @throws IllegalArgumentException where it is to be one and is nowhere
    Optional<SearchServer> search(Surroundings surroundings, Notes notes) {
        return to.isSearch()
                ? Optional.of(place.server(surroundings, env, keep, retryFor, notes))
                : Optional.empty();
    }

    /// What must not be loaded twice at once.
    String scope() {
        var target =
                switch (to) {
                    case POSTGRES -> schema;
                    case SEARCH -> "search " + env;
                    case BOTH -> schema + " search " + env;
                };
        return "%s %s %s".formatted(state.code(), target, options());
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("state", state.code());
        switch (from) {
            case From.Given(var folder) -> json.put("input", folder.toString());
            case From.Fetched(var source, var cache) ->
                    json.put("source", source.toString()).put("cache", cache.toString());
            case From.Asked _ -> throw new IllegalStateException("what is only asked is not kept");
        }
        json.put("schema", schema)
                .put("to", to.name())
                .put("env", env)
                .put("since", since.toString())
                .put("special", special)
                .put("keep", keep)
                .put("retry_for", retryFor.toString());
        place.describe(json);
        encoding.all().ifPresent(charset -> json.put("charset", charset.name()));
        limits.describe(json);
        return json;
    }

    static Settings of(JsonNode json, State state) {
        var charset = Optional.ofNullable(json.path("charset").textValue());
        return new Settings(
                state,
                json.has("input")
                        ? new From.Given(Path.of(json.path("input").asText()))
                        : new From.Fetched(
                                URI.create(json.path("source").asText()),
                                Path.of(json.path("cache").asText())),
                json.path("schema").asText(),
                To.valueOf(json.path("to").asText()),
                json.path("env").asText(),
                SearchPlace.of(json),
                LocalDate.parse(json.path("since").asText()),
                json.path("special").asBoolean(),
                new Encoding(charset.map(Charset::forName)),
                json.path("keep").asInt(),
                Duration.parse(json.path("retry_for").asText()),
                Limits.of(json));
    }
}
