package org.civichopper.cli.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.civichopper.commandline.Screen;
import org.civichopper.database.ledger.RecentRuns.Run;

/// Runs, for people and for machines.
record RunsReport(List<Run> runs) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private static final String NONE =
            "No runs: the ledger has none yet. Of a scrape that goes on it hears with the importer's"
                    + " next tick, every 2 minutes; hopper status shows what waits in the queue.";

    void print(PrintWriter out) {
        if (runs.isEmpty()) {
            out.println(NONE);
            return;
        }
        Screen.printf(out, "%-18s%-18s%-23s %s%n", "began (UTC)", "ended", "state", "of");
        for (var run : runs) {
            Screen.printf(
                    out,
                    "%-18s%-18s%-23s %s%n",
                    MINUTE.format(run.beganAt()),
                    run.endedAt().map(MINUTE::format).orElse("-"),
                    RunState.of(run).words(),
                    run.jurisdictionId());
            var counts = RunCounts.of(run).inWords();
            if (!counts.isEmpty()) {
                Screen.printf(out, "    %s%n", counts);
            }
            if (run.unconfirmed()) {
                out.println(
                        "    hopper runs retire "
                                + Screen.argument(run.id())
                                + " shows what would go");
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
                    .put("state", RunState.of(run).words())
                    .put("waits_for", run.waitsFor())
                    .set("counts", RunCounts.of(run).json());
        }
        return array;
    }
}
