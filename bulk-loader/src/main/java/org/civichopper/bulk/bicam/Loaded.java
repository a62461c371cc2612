package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadSlices;

/// Which tables of a data set are copied and committed, and what they came to: the checkpoint of
/// its slice.
record Loaded(Map<String, LoadCounts> tables) {

    static final Loaded NONE = new Loaded(Map.of());

    static Loaded of(JsonNode checkpoint) {
        var tables = new LinkedHashMap<String, LoadCounts>();
        checkpoint
                .path("tables")
                .properties()
                .forEach(each ->
                        tables.put(
                                each.getKey(),
                                LoadCounts.read(
                                        each.getValue().path("read").asLong(),
                                        each.getValue().path("rejected").asLong(),
                                        each.getValue().path("bytes").asLong(),
                                        0)));
        return new Loaded(tables);
    }

    /// The tables of all data sets of a run.
    static Loaded of(Iterable<LoadSlices.Standing> slices) {
        var all = new TreeMap<String, LoadCounts>();
        slices.forEach(each -> all.putAll(of(each.slice().checkpoint()).tables));
        return new Loaded(all);
    }

    Loaded with(String table, LoadCounts counts) {
        var more = new LinkedHashMap<>(tables);
        more.put(table, counts);
        return new Loaded(more);
    }

    JsonNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        var all = json.putObject("tables");
        tables.forEach((table, counts) ->
                all.putObject(table)
                        .put("read", counts.read())
                        .put("rejected", counts.rejected())
                        .put("bytes", counts.bytes()));
        return json;
    }

    /// How many rows of a table are loaded.
    static long rows(LoadCounts counts) {
        return counts.read() - counts.rejected();
    }
}
