package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.civichopper.bulk.courtlistener.schema.OrphanPolicy;
import org.civichopper.bulk.run.Limits;

/// All that decides what a run does: what the ledger keeps, so that a later process can go on with
/// it. There is no secret among it, for the bucket is public.
///
/// @param source where `bulk-data/` lies
/// @param from a folder that has the files, instead of the source
/// @param date of the dump; without it the newest complete one
/// @param tables by name or file base; without any, all of the dump
/// @param addColumns whether a column of the dump that its schema lacks becomes text
record Settings(
        URI source,
        Optional<Path> from,
        String schema,
        Optional<LocalDate> date,
        List<String> tables,
        OrphanPolicy orphans,
        boolean addColumns,
        Duration retryFor,
        Duration silence,
        int workers,
        Limits limits) {

    static final String SCHEMA = "courtlistener";
    static final int WORKERS = 4;
    static final URI SOURCE =
            URI.create("https://com-courtlistener-storage.s3-us-west-2.amazonaws.com");

    private static final JsonMapper JSON = new JsonMapper();

    /// What must not be loaded twice at once.
    String scope() {
        var scope = new StringBuilder(schema);
        date.ifPresent(day -> scope.append(" of ").append(day));
        if (!tables.isEmpty()) {
            scope.append(" only ").append(String.join(",", new TreeSet<>(tables)));
        }
        if (from.isPresent()) {
            scope.append(" from ").append(from.get());
        } else if (!source.equals(SOURCE)) {
            scope.append(" of ").append(source);
        }
        return scope.toString();
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("source", source.toString()).put("schema", schema);
        from.ifPresent(folder -> json.put("from", folder.toString()));
        date.ifPresent(day -> json.put("date", day.toString()));
        var named = json.putArray("tables");
        tables.forEach(named::add);
        json.put("orphans", orphans.name())
                .put("add_columns", addColumns)
                .put("retry_for", retryFor.toString())
                .put("silence", silence.toString())
                .put("workers", workers);
        limits.describe(json);
        return json;
    }

    static Settings of(JsonNode json) {
        return new Settings(
                URI.create(json.path("source").asText()),
                Optional.ofNullable(json.path("from").textValue()).map(Path::of),
                json.path("schema").asText(),
                Optional.ofNullable(json.path("date").textValue()).map(LocalDate::parse),
                json.path("tables").valueStream().map(JsonNode::asText).toList(),
                OrphanPolicy.valueOf(json.path("orphans").asText()),
                json.path("add_columns").asBoolean(),
                Duration.parse(json.path("retry_for").asText()),
                Duration.parse(json.path("silence").asText()),
                json.path("workers").asInt(),
                Limits.of(json));
    }
}
