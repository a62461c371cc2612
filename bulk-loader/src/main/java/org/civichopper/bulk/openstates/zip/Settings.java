package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.civichopper.bulk.run.Limits;

/// All that decides what a run does: what the ledger keeps, so that a later process can go on with
/// it.
///
/// @param cache where fetched zips are kept
record Settings(Place place, Path cache, String schema, Duration retryFor, Limits limits) {

    static final String SCHEMA = "openstates";

    private static final JsonMapper JSON = new JsonMapper();

    /// What must not be loaded twice at once.
    String scope() {
        return schema + " " + place;
    }

    ObjectNode json() {
        var json =
                JSON.createObjectNode()
                        .put("cache", cache.toString())
                        .put("schema", schema)
                        .put("retry_for", retryFor.toString());
        switch (place) {
            case Place.Here(var file) -> json.put("file", file.toString());
            case Place.Web(var address) -> json.put("address", address.toString());
        }
        limits.describe(json);
        return json;
    }

    static Settings of(JsonNode json) {
        return new Settings(
                json.has("file")
                        ? new Place.Here(Path.of(json.path("file").asText()))
                        : new Place.Web(URI.create(json.path("address").asText())),
                Path.of(json.path("cache").asText()),
                json.path("schema").asText(),
                Duration.parse(json.path("retry_for").asText()),
                Limits.of(json));
    }
}
