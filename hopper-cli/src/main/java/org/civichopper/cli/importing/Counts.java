package org.civichopper.cli.importing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.QualityCounts;
import org.civichopper.importer.scrape.Closed;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;

/// What an import did, per kind of document.
final class Counts {

    /// In the order in which people read them.
    static final List<String> WORDS = List.of("insert", "update", "noop", "superseded", "rejected");

    private final Map<Kind, Map<String, Integer>> counts = new EnumMap<>(Kind.class);
    private final Map<String, String> parked = new LinkedHashMap<>();
    private final QualityCounts quality = new QualityCounts();
    private int failed;
    private Closed closed = Closed.without(Set.of());

    void add(Map<Arrival, Outcome> outcomes) {
        quality.add(outcomes);
        outcomes.forEach((arrival, outcome) -> {
            var id = arrival.document().head().scrapedId();
            if (outcome instanceof Outcome.Parked(var awaits)) {
                var words = awaits.stream().map(Awaited::words).collect(joining(" or "));
                parked.put(id, arrival.file() + ": waits for " + words);
            } else {
                parked.remove(id);
                add(arrival.document().kind(), outcome.word());
            }
        });
    }

    void add(Kind kind, String word) {
        counts.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(word, 1, Integer::sum);
    }

    void add(Closed runClosed) {
        closed = runClosed;
    }

    /// What went because a complete run did not bring it.
    Closed closed() {
        return closed;
    }

    int of(Kind kind, String word) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(word, 0);
    }

    int rejected() {
        return counts.values().stream().mapToInt(words -> words.getOrDefault("rejected", 0)).sum();
    }

    /// What was not as it should be in the documents that were imported.
    QualityCounts quality() {
        return quality;
    }

    /// Documents of this import that still wait for something that did not come.
    int parked() {
        return parked.size();
    }

    /// A line for each of them, with its file and what it waits for.
    List<String> waiting() {
        return List.copyOf(parked.values());
    }

    /// Documents on which the importer itself failed: neither imported nor set aside.
    int failed() {
        return failed;
    }

    void addFailed() {
        failed++;
    }

    /// Whether the import met any document of the kind.
    boolean has(Kind kind) {
        return counts.containsKey(kind);
    }

    ObjectNode toJson(Duration took) {
        var json = new JsonMapper().createObjectNode();
        for (var kind : Kind.values()) {
            var outcomes = json.putObject(kind.word());
            WORDS.forEach(word -> outcomes.put(word, of(kind, word)));
        }
        json.put("parked", parked());
        var words = json.putObject("quality");
        for (var each : Quality.values()) {
            words.put(each.word(), quality.of(each));
        }
        closed.retired()
                .forEach((kind, rows) -> json.withObject("/retired").put(kind.word(), rows));
        closed.withheld().forEach(kind -> json.withArray("/withheld").add(kind.word()));
        json.put("seconds", took.toMillis() / 1000.0);
        return json;
    }
}
