package org.civichopper.cli.runs;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.ledger.RecentRuns.Run;
import org.civichopper.model.document.Kind;

/// Runs, for people and for machines.
record RunsReport(List<Run> runs) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final List<String> WORDS =
            List.of("insert", "update", "noop", "superseded", "parked", "rejected");

    void print(PrintWriter out) {
        if (runs.isEmpty()) {
            out.println("No runs: nobody has imported a directory or sent a scrape that says so.");
            return;
        }
        out.printf("%-18s%-18s%-24s%s%n", "began (UTC)", "ended", "state", "of");
        for (var run : runs) {
            out.printf(
                    "%-18s%-18s%-24s%s%n",
                    MINUTE.format(run.beganAt()),
                    run.endedAt().map(MINUTE::format).orElse("-"),
                    run.state(),
                    run.jurisdictionId());
            var counts = inWords(counts(run));
            if (!counts.isEmpty()) {
                out.println("    " + counts);
            }
        }
    }

    ArrayNode toJson() {
        var array = JSON.createArrayNode();
        for (var run : runs) {
            array.addObject()
                    .put("id", run.id())
                    .put("jurisdiction", run.jurisdictionId())
                    .put("source", run.source())
                    .put("began", run.beganAt().toString())
                    .put("ended", run.endedAt().map(Instant::toString).orElse(null))
                    .put("state", run.state())
                    .put("waits_for", run.waitsFor())
                    .set("counts", counts(run));
        }
        return array;
    }

    private static JsonNode counts(Run run) {
        try {
            return JSON.readTree(run.counts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hopper.run.counts is jsonb", e);
        }
    }

    /// For example `3 insert, 711 noop; retired 2 event; withheld vote_event`.
    private static String inWords(JsonNode counts) {
        var parts = new ArrayList<String>();
        var documents =
                WORDS.stream()
                        .filter(word -> documents(counts, word) > 0)
                        .map(word -> documents(counts, word) + " " + word)
                        .collect(joining(", "));
        if (!documents.isEmpty()) {
            parts.add(documents);
        }
        if (counts.has("missing")) {
            parts.add("missing " + counts.get("missing"));
        }
        var retired =
                counts.path("retired").properties().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(joining(", "));
        if (!retired.isEmpty()) {
            parts.add("retired " + retired);
        }
        if (counts.has("withheld")) {
            var kinds = new ArrayList<String>();
            counts.get("withheld").forEach(kind -> kinds.add(kind.asText()));
            parts.add("withheld " + String.join(", ", kinds));
        }
        return String.join("; ", parts);
    }

    private static int documents(JsonNode counts, String word) {
        var sum = counts.path(word).asInt(0); // parked documents of a directory have no kind
        for (var kind : Kind.values()) {
            sum += counts.path(kind.word()).path(word).asInt(0);
        }
        return sum;
    }
}
