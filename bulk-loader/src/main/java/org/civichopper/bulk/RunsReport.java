package org.civichopper.bulk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.commandline.Columns;
import org.civichopper.commandline.Screen;

/// The last loads for people and machines.
record RunsReport(List<LoadRun> runs) {

    private static final JsonMapper JSON = new JsonMapper();

    ArrayNode json() {
        var array = JSON.createArrayNode();
        runs.forEach(run -> array.add(json(run)));
        return array;
    }

    static ObjectNode json(LoadRun run) {
        var json =
                JSON.createObjectNode()
                        .put("run", run.id())
                        .put("dataset", run.dataset())
                        .put("scope", run.scope())
                        .put("mode", run.mode())
                        .put("status", run.status().word())
                        .put("live", run.live())
                        .put("open", run.isOpen());
        run.counts()
                .describe(json)
                .put("started_at", run.startedAt().toString())
                .put("ended_at", run.endedAt().map(Instant::toString).orElse(null))
                .put("error", run.error().orElse(null));
        json.set("source", run.source());
        return json;
    }

    /// Each run in two lines, and a third where something went wrong.
    void print(PrintWriter out) {
        if (runs.isEmpty()) {
            out.println("No loads yet: hopper load 311 --help");
        }
        var screen = new Screen(Columns.ofTerminal());
        for (var run : runs) {
            out.println(
                    screen.cut(
                            "%d  %s  %s, %s"
                                    .formatted(run.id(), run.dataset(), state(run), when(run))));
            out.println(screen.cut("    " + run.scope() + ": " + counts(run)));
            run.error().ifPresent(error -> screen.wrapped("    ", error).forEach(out::println));
        }
    }

    static String state(LoadRun run) {
        return switch (run.status()) {
            case RUNNING ->
                    run.live()
                            ? "running"
                            : "broken off: hopper load resume " + run.id() + " goes on";
            case PAUSED -> "paused: hopper load resume " + run.id() + " goes on";
            case COMPLETED -> "completed";
            case COMPLETED_WITH_REJECTS -> "completed with rejects";
            case FAILED -> "failed";
            case ABANDONED -> "abandoned";
        };
    }

    static String when(LoadRun run) {
        var began = run.startedAt().truncatedTo(ChronoUnit.SECONDS);
        return run.endedAt()
                .map(ended ->
                        "%s, took %,d s"
                                .formatted(
                                        began,
                                        Duration.between(run.startedAt(), ended).toSeconds()))
                .orElse("since " + began);
    }

    static String counts(LoadRun run) {
        var counts = run.counts();
        return String.format(
                Locale.ROOT,
                "read %,d: %,d inserted, %,d updated, %,d unchanged, %,d rejected",
                counts.read(),
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected());
    }
}
