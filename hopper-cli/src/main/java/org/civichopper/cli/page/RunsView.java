package org.civichopper.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.civichopper.cli.runs.RunCounts;
import org.civichopper.cli.runs.RunState;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.cli.status.Words;
import org.civichopper.database.ledger.RecentRuns.Run;

/// The last scrapes and imports of that time.
///
/// @param more whether there may be more than are shown
record RunsView(String range, List<Row> runs, boolean more) {

    record Row(
            String id,
            String address,
            Moment began,
            Optional<Moment> ended,
            String jurisdiction,
            String state,
            String mood,
            String counts) {}

    boolean hasRuns() {
        return !runs.isEmpty();
    }

    static RunsView of(Snapshot snapshot, Range range) {
        return new RunsView(
                range.words(),
                snapshot.runs().stream().map(run -> row(run, snapshot.status().runs())).toList(),
                snapshot.runs().size() == SnapshotSource.RUNS);
    }

    /// Where a run's own page is.
    static String address(String id, String jurisdictionId) {
        return "/run?id=" + Scope.encoded(id) + "&of=" + Scope.encoded(jurisdictionId);
    }

    // Those that are open are counted by the status, as far as it looks.
    private static Row row(Run run, List<OpenRun> open) {
        var counted =
                open.stream()
                        .filter(each ->
                                each.id().equals(run.id())
                                        && each.jurisdictionId().equals(run.jurisdictionId()))
                        .findFirst();
        return row(
                counted.map(each -> run.waitingFor(Math.max(0, each.expected() - each.received())))
                        .orElse(run),
                counted.isEmpty() && isWaiting(run));
    }

    private static boolean isWaiting(Run run) {
        return run.source().equals("scrape")
                && run.endedAt().isPresent()
                && run.outcome().isEmpty()
                && !run.unconfirmed();
    }

    private static Row row(Run run, boolean notCounted) {
        var state = RunState.of(run);
        return new Row(
                Ids.of(run.id() + " " + run.jurisdictionId()),
                address(run.id(), run.jurisdictionId()),
                Moment.minute(run.beganAt()),
                run.endedAt().map(Moment::minute),
                Words.jurisdiction(run.jurisdictionId()),
                notCounted ? "waiting to be closed" : state.words(),
                state.mood().name().toLowerCase(Locale.ROOT),
                RunCounts.of(run).inWords());
    }
}
