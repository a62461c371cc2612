package org.civichopper.cli.page;

import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.ledger.LoadStanding;
import org.civichopper.cli.status.LoadWords;
import org.civichopper.cli.status.Status;

/// The latest loads of whole data sets; where there are none, nothing.
record LoadsView(List<Row> loads) {

    record Row(
            String id,
            Moment began,
            Optional<Moment> ended,
            String name,
            String state,
            String mood,
            String amount,
            String success) {}

    boolean hasLoads() {
        return !loads.isEmpty();
    }

    static LoadsView of(Status status) {
        return new LoadsView(status.loads().stream().map(load -> row(load, status)).toList());
    }

    private static Row row(LoadStanding load, Status status) {
        var run = load.latest();
        return new Row(
                Ids.of(run.dataset() + " " + run.scope()),
                Moment.minute(run.startedAt()),
                run.endedAt().map(Moment::minute),
                LoadWords.name(run),
                LoadWords.state(run),
                mood(load),
                LoadWords.amount(load),
                LoadWords.success(load, status.at()));
    }

    private static String mood(LoadStanding load) {
        if (load.needsAPerson()) {
            return "bad";
        }
        return switch (load.latest().status()) {
            case COMPLETED -> "well";
            case RUNNING, PAUSED, COMPLETED_WITH_REJECTS, FAILED, ABANDONED -> "calm";
        };
    }
}
