package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static final String NOTE = "built";

    private static final JsonMapper JSON = new JsonMapper();

    /// What was built for this run; before all of it is built, what was found by then.
    public static Built of(LoadRun run) {
        var kept = run.source().path(NOTE);
        return kept.isMissingNode()
                ? new Built(
                        List.of(),
                        Orphans.read(run.source().path(PostData.FOUND)),
                        List.of(),
                        Map.of())
                : read(kept);
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
