package org.civichopper.cli.runs;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.ledger.RecentRuns.Run;
import org.civichopper.model.document.Kind;

/// What came of a run.
///
/// @param json as the ledger has it
public record RunCounts(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> WORDS =
            List.of("insert", "update", "noop", "superseded", "parked", "rejected", "failed");

    private static final List<String> LACKS = List.of("rejected", "parked", "failed", "unsent");

    public static RunCounts of(Run run) {
        try {
            return new RunCounts(JSON.readTree(run.counts()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hopper.run.counts is jsonb", e);
        }
    }

    /// For example `3 insert, 711 noop; retired 2 event; withheld vote_event`.
    public String inWords() {
        var parts = new ArrayList<String>();
        var documents =
                WORDS.stream()
                        .filter(word -> documents(word) > 0)
                        .map(word -> documents(word) + " " + word)
                        .collect(joining(", "));
        if (!documents.isEmpty()) {
            parts.add(documents);
        }
        if (json.has("unsent")) {
            parts.add("unsent " + json.get("unsent"));
        }
        if (json.has("missing")) {
            parts.add("missing " + json.get("missing"));
        }
        addRows(parts, "retired", json.path("retired"));
        addRows(parts, "would retire", json.path("would_retire"));
        if (json.has("withheld")) {
            var kinds = new ArrayList<String>();
            json.get("withheld").forEach(kind -> kinds.add(kind.asText()));
            parts.add("withheld " + String.join(", ", kinds));
        }
        return String.join("; ", parts);
    }

    /// What a run was to bring and did not, for example `2 rejected, 1 unsent`.
    String lacks() {
        return LACKS.stream()
                .filter(word -> documents(word) > 0)
                .map(word -> documents(word) + " " + word)
                .collect(joining(", "));
    }

    private static void addRows(List<String> parts, String what, JsonNode kinds) {
        if (!kinds.isEmpty()) {
            parts.add(
                    kinds.properties().stream()
                            .map(kind -> kind.getValue() + " " + kind.getKey())
                            .collect(joining(", ", what + " ", "")));
        }
    }

    private int documents(String word) {
        var sum = json.path(word).asInt(0); // what a run did not bring has no kind
        for (var kind : Kind.values()) {
            sum += json.path(kind.word()).path(word).asInt(0);
        }
        return sum;
    }
}
