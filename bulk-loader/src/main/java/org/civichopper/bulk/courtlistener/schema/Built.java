package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civichopper.bulk.ledger.LoadRun;

/// What building came to.
///
/// @param copied tables that were not asked for, and were copied beside because orphans of them
///   were set to NULL or dropped: they are exchanged too
/// @param orphans as they were found, in the order of the manifest
/// @param dropped rows that went into the rejects, by table
public record Built(
        List<String> copied,
        List<Orphan> orphans,
        List<Skipped> skipped,
        Map<String, Long> dropped) {

    /// Of a run that built nothing.
    public static final Built NONE = new Built(List.of(), List.of(), List.of(), Map.of());

    static final String NOTE = "built";

    private static final JsonMapper JSON = new JsonMapper();

    /// What an earlier process built for this run, where it came to the end of it.
    public static Optional<Built> of(LoadRun run) {
        var kept = run.source().path(NOTE);
        return kept.isMissingNode() ? Optional.empty() : Optional.of(read(kept));
    }

    public long rejected() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Puts `orphans` and `skipped` into what `--json` says.
    public void describe(ObjectNode json) {
        Orphan.describe(orphans, json.putArray("orphans"));
        Skipped.describe(skipped, json.putArray("skipped"));
    }

    ObjectNode json() {
        var json = JSON.createObjectNode();
        copied.forEach(json.putArray("copied")::add);
        describe(json);
        dropped.forEach(json.putObject("dropped")::put);
        return json;
    }

    private static Built read(JsonNode json) {
        var copied = new ArrayList<String>();
        json.path("copied").forEach(each -> copied.add(each.asText()));
        var skipped = new ArrayList<Skipped>();
        for (var each : json.path("skipped")) {
            skipped.add(
                    new Skipped(
                            each.path("kind").asText(),
                            each.path("name").asText(),
                            each.path("why").asText()));
        }
        var dropped = new TreeMap<String, Long>();
        json.path("dropped")
                .properties()
                .forEach(each -> dropped.put(each.getKey(), each.getValue().asLong()));
        return new Built(copied, Orphans.read(json.path("orphans")), skipped, dropped);
    }
}
