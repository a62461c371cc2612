package org.civichopper.cli.page;

import java.util.List;
import org.civichopper.cli.failures.Failure;
import org.civichopper.cli.page.LifeView.Link;
import org.civichopper.cli.status.Words;

/// The documents that failed for one reason, as many as are shown.
record ReasonView(String reason, String count, List<Row> rows, String back) {

    /// How many of each sort are shown.
    static final int SHOWN = 100;

    record Row(Link failure, Link file, String place, String found, Moment at) {}

    static ReasonView of(String reason, long count, List<Failure> failures, Scope scope) {
        return new ReasonView(
                reason,
                Words.count(count, "document")
                        + (count > failures.size()
                                ? ", of which these are " + failures.size()
                                : ""),
                failures.stream().map(ReasonView::row).toList(),
                "/" + scope.query() + "#failures");
    }

    private static Row row(Failure failure) {
        var id = failure.id().toString();
        return new Row(
                new Link(id, FailureView.address(id)),
                new Link(FailuresView.brief(failure.file()), LifeView.address(failure.file())),
                FailuresView.brief(failure.place()),
                FailuresView.brief(failure.found()),
                Moment.minute(failure.at()));
    }
}
