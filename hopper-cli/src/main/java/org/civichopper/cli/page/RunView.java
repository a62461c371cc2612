package org.civichopper.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.civichopper.cli.page.LifeView.Link;
import org.civichopper.cli.runs.RunCounts;
import org.civichopper.cli.runs.RunState;
import org.civichopper.cli.status.Words;
import org.civichopper.database.ledger.RecentRuns.Run;
import org.civichopper.database.ledger.RunDocuments.Count;
import org.civichopper.database.ledger.RunDocuments.Handled;
import org.civichopper.database.ledger.RunDocuments.Rejected;

/// One run with its counts, what of it failed, and what it brought last.
record RunView(
        String id,
        Link jurisdiction,
        String source,
        Moment began,
        Optional<Moment> ended,
        String state,
        String mood,
        String counts,
        List<String> outcomes,
        List<Row> kinds,
        List<Rejection> rejected,
        List<Document> newest) {

    /// How many of each are shown.
    static final int SHOWN = 50;

    record Row(String kind, List<String> numbers) {}

    record Rejection(Link failure, String file, String what, Moment at) {}

    record Document(Link object, String outcome, Moment at) {}

    boolean hasCounts() {
        return !counts.isEmpty();
    }

    boolean hasKinds() {
        return !kinds.isEmpty();
    }

    boolean hasRejected() {
        return !rejected.isEmpty();
    }

    boolean hasNewest() {
        return !newest.isEmpty();
    }

    static RunView of(Run run, List<Count> counts, List<Rejected> rejected, List<Handled> newest) {
        var state = RunState.of(run);
        return new RunView(
                run.id(),
                new Link(
                        Words.jurisdiction(run.jurisdictionId()),
                        "/" + Scope.ALL.of(run.jurisdictionId()).query()),
                run.source().equals("directory") ? "import from a directory" : "scrape",
                Moment.minute(run.beganAt()),
                run.endedAt().map(Moment::minute),
                state.words(),
                state.mood().name().toLowerCase(Locale.ROOT),
                RunCounts.of(run).inWords(),
                Stream.of(Outcome.values()).map(Outcome::word).toList(),
                kinds(counts),
                rejected.stream().map(RunView::rejection).toList(),
                newest.stream().map(RunView::document).toList());
    }

    private static List<Row> kinds(List<Count> counts) {
        var kinds = new TreeMap<String, List<Count>>();
        counts.forEach(count -> kinds.merge(count.kind(), List.of(count), RunView::together));
        return kinds.entrySet().stream()
                .map(kind ->
                        new Row(
                                kind.getKey().replace('_', ' '),
                                Stream.of(Outcome.values())
                                        .map(outcome -> documents(kind.getValue(), outcome))
                                        .map(Words::number)
                                        .toList()))
                .toList();
    }

    private static List<Count> together(List<Count> some, List<Count> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static long documents(List<Count> counts, Outcome outcome) {
        return counts.stream()
                .filter(count -> count.outcome().equals(outcome.ledger()))
                .mapToLong(Count::documents)
                .sum();
    }

    private static Rejection rejection(Rejected rejected) {
        var id = "r" + rejected.id();
        return new Rejection(
                new Link(id, FailureView.address(id)),
                FailuresView.brief(rejected.file()),
                FailuresView.brief(
                        "%s: expected %s, found %s"
                                .formatted(
                                        rejected.place(), rejected.expected(), rejected.found())),
                Moment.minute(rejected.at()));
    }

    private static Document document(Handled handled) {
        return new Document(
                new Link(handled.objectKey(), LifeView.address(handled.objectKey())),
                Outcome.of(handled.outcome()).map(Outcome::word).orElse(handled.outcome()),
                Moment.minute(handled.at()));
    }
}
