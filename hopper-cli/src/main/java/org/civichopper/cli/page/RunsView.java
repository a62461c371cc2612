package org.civichopper.cli.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.civichopper.cli.runs.RunCounts;
import org.civichopper.cli.runs.RunState;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.cli.status.Words;
import org.civichopper.database.ledger.RecentRuns.Run;

/// The last scrapes and imports.
record RunsView(List<Row> runs) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    record Row(
            String id,
            String began,
            String ended,
            String jurisdiction,
            String state,
            String mood,
            String counts) {}

    boolean hasRuns() {
        return !runs.isEmpty();
    }

    static RunsView of(Snapshot snapshot) {
        return new RunsView(
                snapshot.runs().stream()
                        .map(run -> row(waiting(run, snapshot.status().runs())))
                        .toList());
    }

    // Those that are open are counted by the status.
    private static Run waiting(Run run, List<OpenRun> open) {
        return open.stream()
                .filter(each ->
                        each.id().equals(run.id())
                                && each.jurisdictionId().equals(run.jurisdictionId()))
                .findFirst()
                .map(each -> run.waitingFor(Math.max(0, each.expected() - each.received())))
                .orElse(run);
    }

    private static Row row(Run run) {
        var state = RunState.of(run);
        return new Row(
                Ids.of(run.id() + " " + run.jurisdictionId()),
                MINUTE.format(run.beganAt()),
                run.endedAt().map(MINUTE::format).orElse("–"),
                Words.jurisdiction(run.jurisdictionId()),
                state.words(),
                state.mood().name().toLowerCase(Locale.ROOT),
                RunCounts.of(run).inWords());
    }
}
