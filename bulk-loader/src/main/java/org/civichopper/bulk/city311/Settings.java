package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.bulk.run.Limits;

/// All that decides what a run does, without secrets: what the ledger keeps, so that a later
/// process can go on with it.
///
/// @param source where `/resource/` begins
/// @param years chosen, each with the 4x4 of its data set
/// @param since from where an update reads instead of its watermark
/// @param sinceForNew whether that holds only for a data set that has no watermark
/// @param posts addresses that are asked with an empty POST after a load that changed something
/// @param views to be refreshed
/// @param stage before the text in a chat
record Settings(
        URI source,
        String schema,
        Mode mode,
        Map<String, String> years,
        Optional<Instant> since,
        boolean sinceForNew,
        boolean reset,
        long pageSize,
        Deletions deletions,
        Quality quality,
        Set<Field> mayBeAbsent,
        Vacuum vacuum,
        List<String> views,
        List<URI> posts,
        String stage,
        Duration retryFor,
        Duration silence,
        int workers,
        Limits limits) {

    enum Mode {
        FULL,
        UPDATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Quality {
        FLAG,
        REJECT
    }

    enum Vacuum {
        NONE,
        ANALYZE,
        FULL
    }

    static final String SCHEMA = "city_311";
    static final URI SOURCE = URI.create("https://data.lacity.org");
    static final long PAGE_SIZE = 50_000;

    /// The data sets that are known, by year; a new one appears every January.
    static final Map<String, String> KNOWN = known();

    private static final JsonMapper JSON = new JsonMapper();

    private static Map<String, String> known() {
        var years = new TreeMap<String, String>();
        years.put("2015", "ms7h-a45h");
        years.put("2016", "ndkd-k878");
        years.put("2017", "d4vt-q4t5");
        years.put("2018", "h65r-yf5i");
        years.put("2019", "pvft-t768");
        years.put("2020", "rq3b-xjk8");
        years.put("2021", "97z7-y5bt");
        years.put("2022", "i5ke-k6by");
        years.put("2023", "4a4x-mna2");
        years.put("2024", "b7dx-7gc3");
        years.put("2025", "h73f-gn57");
        years.put("2026", "2cy6-i7zn");
        return Collections.unmodifiableMap(years);
    }

    /// What must not be loaded twice at once.
    String scope() {
        var scope = new StringBuilder(schema).append(' ').append(mode.word());
        if (reset) {
            scope.append(" reset");
        }
        years.forEach((year, id) ->
                scope.append(' ')
                        .append(year)
                        .append(KNOWN.getOrDefault(year, "").equals(id) ? "" : "=" + id));
        since.ifPresent(time -> scope.append(" since ").append(time));
        limits.maxItems().ifPresent(items -> scope.append(" at most ").append(items));
        if (!source.equals(SOURCE)) {
            scope.append(" of ").append(source);
        }
        return scope.toString();
    }

    ObjectNode json() {
        var json =
                JSON.createObjectNode()
                        .put("source", source.toString())
                        .put("schema", schema)
                        .put("mode", mode.name());
        var ids = json.putObject("years");
        years.forEach(ids::put);
        since.ifPresent(time -> json.put("since", time.toString()));
        json.put("since_for_new", sinceForNew)
                .put("reset", reset)
                .put("page_size", pageSize)
                .put("deletions", deletions.name())
                .put("quality", quality.name());
        var absent = json.putArray("may_be_absent");
        mayBeAbsent.forEach(field -> absent.add(field.name()));
        json.put("vacuum", vacuum.name());
        var named = json.putArray("views");
        views.forEach(named::add);
        json.put("stage", stage)
                .put("retry_for", retryFor.toString())
                .put("silence", silence.toString())
                .put("workers", workers);
        limits.describe(json);
        return json;
    }

    /// @param posts that the ledger does not keep, for an address may hold a secret
    static Settings of(JsonNode json, List<URI> posts) {
        var years = new LinkedHashMap<String, String>();
        json.path("years")
                .properties()
                .forEach(year -> years.put(year.getKey(), year.getValue().asText()));
        var absent = EnumSet.noneOf(Field.class);
        json.path("may_be_absent").forEach(name -> absent.add(Field.valueOf(name.asText())));
        var views = new ArrayList<String>();
        json.path("views").forEach(view -> views.add(view.asText()));
        return new Settings(
                URI.create(json.path("source").asText()),
                json.path("schema").asText(),
                Mode.valueOf(json.path("mode").asText()),
                years,
                Optional.ofNullable(json.path("since").textValue()).map(Instant::parse),
                json.path("since_for_new").asBoolean(),
                json.path("reset").asBoolean(),
                json.path("page_size").asLong(),
                Deletions.valueOf(json.path("deletions").asText()),
                Quality.valueOf(json.path("quality").asText()),
                absent,
                Vacuum.valueOf(json.path("vacuum").asText()),
                views,
                posts,
                json.path("stage").asText(),
                Duration.parse(json.path("retry_for").asText()),
                Duration.parse(json.path("silence").asText()),
                json.path("workers").asInt(),
                Limits.of(json));
    }
}
