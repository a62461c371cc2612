package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.run.Limits;

/// All that decides what a run does, without secrets: what the ledger keeps, so that a later
/// process can go on with it.
///
/// @param source where the API begins
/// @param jurisdictions their codes, two small letters each; empty for all
/// @param chosen sessions, for bills
/// @param since from where bills are read instead of their watermark
/// @param full whether all bills are read, and those go that upstream no longer lists
/// @param pace of the key
record Settings(
        URI source,
        String schema,
        Operation operation,
        List<String> jurisdictions,
        Chosen chosen,
        Optional<Instant> since,
        boolean full,
        Pace pace,
        Duration retryFor,
        int workers,
        Limits limits) {

    static final String SCHEMA = "openstates";
    static final URI SOURCE = URI.create("https://v3.openstates.org");
    static final int WORKERS = 2; // more wait for the quota only

    private static final JsonMapper JSON = new JsonMapper();

    /// What a key may ask.
    record Pace(int aMinute, long aDay) {

        static final Pace DEFAULT = new Pace(10, 250);
    }

    /// What must not be loaded twice at once.
    String scope() {
        var scope = new StringBuilder(schema).append(' ').append(operation.word());
        scope.append(' ').append(jurisdictions.isEmpty() ? "all" : String.join(",", jurisdictions));
        if (operation.includes(Operation.BILLS)) {
            scope.append(' ').append(chosen.word());
        }
        since.ifPresent(time -> scope.append(" since ").append(time));
        scope.append(full ? " full" : "");
        limits.maxItems().ifPresent(items -> scope.append(" at most ").append(items));
        return scope.append(source.equals(SOURCE) ? "" : " of " + source).toString();
    }

    ObjectNode json() {
        var json =
                JSON.createObjectNode()
                        .put("source", source.toString())
                        .put("schema", schema)
                        .put("operation", operation.name())
                        .put("sessions", chosen.word())
                        .put("full", full)
                        .put("requests_per_minute", pace.aMinute())
                        .put("requests_per_day", pace.aDay())
                        .put("retry_for", retryFor.toString())
                        .put("workers", workers);
        var codes = json.putArray("jurisdictions");
        jurisdictions.forEach(codes::add);
        since.ifPresent(time -> json.put("since", time.toString()));
        limits.describe(json);
        return json;
    }

    static Settings of(JsonNode json) {
        var codes = new ArrayList<String>();
        json.path("jurisdictions").forEach(code -> codes.add(code.asText()));
        return new Settings(
                URI.create(json.path("source").asText()),
                json.path("schema").asText(),
                Operation.valueOf(json.path("operation").asText()),
                codes,
                Chosen.ofWord(json.path("sessions").asText()),
                Optional.ofNullable(json.path("since").textValue()).map(Instant::parse),
                json.path("full").asBoolean(),
                new Pace(
                        json.path("requests_per_minute").asInt(),
                        json.path("requests_per_day").asLong()),
                Duration.parse(json.path("retry_for").asText()),
                json.path("workers").asInt(),
                Limits.of(json));
    }
}
