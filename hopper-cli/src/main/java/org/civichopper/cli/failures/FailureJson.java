package org.civichopper.cli.failures;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.civichopper.cli.failures.ArchiveReplay.Returned;

/// Failures for machines.
final class FailureJson {

    private static final JsonMapper JSON = new JsonMapper();

    private FailureJson() {}

    static ObjectNode of(FoundFailures found) {
        var json = JSON.createObjectNode();
        json.put("failures", found.count());
        json.put("dead_letters", found.deadLetters().name().toLowerCase(Locale.ROOT));
        var hindrances = json.putArray("hindrances");
        found.hindrances().forEach(each -> hindrances.add(each.toString()));
        var groups = json.putArray("groups");
        for (var group : found.groups()) {
            var each = groups.addObject();
            each.put("reason", group.reason());
            each.put("count", group.count());
            group.jurisdictions().forEach(each.putArray("jurisdictions")::add);
            each.put("first_at", group.firstAt().toString());
            each.put("last_at", group.lastAt().toString());
            each.set("example", of(group.example()));
        }
        return json;
    }

    static ObjectNode of(Failure failure) {
        return JSON.createObjectNode()
                .put("id", failure.id().toString())
                .put("jurisdiction", failure.jurisdictionId().orElse(null))
                .put("kind", failure.kind().orElse(null))
                .put("file", failure.file())
                .put("stored_key", failure.storedKey().orElse(null))
                .put("place", failure.place())
                .put("expected", failure.expected())
                .put("found", failure.found())
                .put("times", failure.times())
                .put("at", failure.at().toString())
                .put("run", failure.runId().orElse(null))
                .put("dead_lettered", failure.deadLettered());
    }

    static ObjectNode of(List<Replayed> replayed, boolean dryRun) {
        var json = JSON.createObjectNode().put("dry_run", dryRun);
        var all = json.putArray("documents");
        for (var each : replayed) {
            all.addObject()
                    .put("id", each.id().toString())
                    .put("file", each.file())
                    .put("outcome", each.outcome().name().toLowerCase(Locale.ROOT))
                    .put("why", each.why());
        }
        return json;
    }

    static ObjectNode ofReturned(List<Returned> returned, boolean dryRun) {
        var json = JSON.createObjectNode().put("dry_run", dryRun);
        var all = json.putArray("documents");
        for (var each : returned) {
            all.addObject()
                    .put("file", each.file())
                    .put("stored_key", each.storedKey())
                    .put("outcome", each.outcome().name().toLowerCase(Locale.ROOT))
                    .put("why", each.why());
        }
        return json;
    }
}
