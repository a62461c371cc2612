package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.civichopper.bulk.run.Limits;

/// All that decides what a run does, without a login: what the ledger keeps, so that a later
/// process can go on with it.
///
/// @param cache where zips are kept that are fetched
/// @param datasets by name; without any, all but the complete one
/// @param manifest instead of the publisher's
record Settings(
        Place place,
        Path cache,
        String schema,
        List<String> datasets,
        Optional<Path> manifest,
        Duration retryFor,
        int workers,
        Limits limits) {

    static final String SCHEMA = "bicam";
    static final int WORKERS = 2; // two texts of 64 MB at once fit in a heap of 256 MB

    private static final JsonMapper JSON = new JsonMapper();

    /// What must not be loaded twice at once.
    String scope() {
        var scope = new StringBuilder(schema);
        if (!datasets.isEmpty()) {
            scope.append(" only ").append(String.join(",", new TreeSet<>(datasets)));
        }
        manifest.ifPresent(path -> scope.append(" by ").append(path));
        return scope.append(" from ").append(place).toString();
    }

    ObjectNode json() {
        var json = JSON.createObjectNode();
        switch (place) {
            case Place.Bucket _ -> {}
            case Place.Site(var folder) -> json.put("source", folder.toString());
            case Place.Folder(var path) -> json.put("input", path.toString());
        }
        json.put("cache", cache.toString()).put("schema", schema);
        var named = json.putArray("datasets");
        datasets.forEach(named::add);
        manifest.ifPresent(path -> json.put("manifest", path.toString()));
        json.put("retry_for", retryFor.toString()).put("workers", workers);
        limits.describe(json);
        return json;
    }

    static Settings of(JsonNode json) {
        return new Settings(
                place(json),
                Path.of(json.path("cache").asText()),
                json.path("schema").asText(),
                json.path("datasets").valueStream().map(JsonNode::asText).toList(),
                Optional.ofNullable(json.path("manifest").textValue()).map(Path::of),
                Duration.parse(json.path("retry_for").asText()),
                json.path("workers").asInt(),
                Limits.of(json));
    }

    private static Place place(JsonNode json) {
        if (json.has("input")) {
            return new Place.Folder(Path.of(json.path("input").asText()));
        }
        return json.has("source")
                ? new Place.Site(URI.create(json.path("source").asText()))
                : new Place.Bucket();
    }
}
