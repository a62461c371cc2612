package org.civichopper.bulk.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadStatus;

/// What came of a run.
///
/// @param run empty for a dry run
/// @param status any but `RUNNING` and `ABANDONED`
/// @param error what, where and what to do
/// @param wrongUsage whether it failed because what was asked for does not exist
public record LoadReport(
        OptionalLong run,
        String dataset,
        LoadStatus status,
        LoadCounts counts,
        Duration took,
        Optional<String> error,
        boolean wrongUsage) {

    public LoadReport(
            OptionalLong run,
            String dataset,
            LoadStatus status,
            LoadCounts counts,
            Duration took,
            Optional<String> error) {
        this(run, dataset, status, counts, took, error, false);
    }

    private static final JsonMapper JSON = new JsonMapper();

    /// The names that all data sets share.
    public ObjectNode json() {
        var json = JSON.createObjectNode();
        json.set("run", run.isPresent() ? json.numberNode(run.getAsLong()) : json.nullNode());
        json.put("dataset", dataset).put("status", status.word());
        counts.describe(json)
                .put("flagged", counts.flagged())
                .put("bytes", counts.bytes())
                .put("requests", counts.requests())
                .put("seconds", took.toMillis() / 1000.0);
        json.put("error", error.orElse(null));
        return json;
    }
}
