package org.civichopper.cli.page;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.civichopper.cli.explain.Life;
import org.civichopper.cli.status.Words;
import org.civichopper.database.ledger.Awaited;

/// The life of a document: what stands of it, and everything that ever happened to it.
record LifeView(
        String key,
        String tried,
        List<Thing> things,
        List<Handled> handled,
        List<Failed> failed,
        List<Lost> lost,
        List<Parked> parked,
        List<Link> waitedForBy) {

    /// @param address of its own page
    record Link(String words, String address) {}

    record Thing(
            String kind,
            String id,
            String jurisdiction,
            String names,
            Moment version,
            Moment seen,
            Optional<Link> run,
            String rows,
            List<String> waitsFor) {}

    record Handled(
            String outcome,
            Link object,
            Moment committed,
            Optional<Moment> scraped,
            Optional<Moment> sent,
            Moment put,
            Moment received,
            Optional<String> run) {}

    record Failed(Link failure, String file, Moment at, String reason, Optional<Moment> putBack) {}

    record Lost(String file, Link winner, String differs, Moment at) {}

    record Parked(String file, Moment since, List<String> awaits) {}

    boolean isUnknown() {
        return things.isEmpty()
                && handled.isEmpty()
                && failed.isEmpty()
                && lost.isEmpty()
                && parked.isEmpty()
                && waitedForBy.isEmpty();
    }

    boolean isHandled() {
        return !handled.isEmpty();
    }

    boolean isFailed() {
        return !failed.isEmpty();
    }

    boolean isLost() {
        return !lost.isEmpty();
    }

    boolean isParked() {
        return !parked.isEmpty();
    }

    boolean isWaitedFor() {
        return !waitedForBy.isEmpty();
    }

    /// Where the life of a document is.
    static String address(String key) {
        return "/document?key=" + Scope.encoded(key);
    }

    static LifeView of(Life life) {
        return new LifeView(
                life.key(),
                String.join(" nor as ", life.tried()),
                life.things().stream().map(LifeView::thing).toList(),
                life.receipts().reversed().stream().map(LifeView::handled).toList(),
                life.setbacks().reversed().stream().map(LifeView::failed).toList(),
                life.superseded().stream()
                        .map(each ->
                                new Lost(
                                        each.file(),
                                        link(each.winner()),
                                        each.differs(),
                                        Moment.minute(each.at())))
                        .toList(),
                life.parked().stream()
                        .map(each ->
                                new Parked(
                                        each.file(),
                                        Moment.minute(each.since()),
                                        each.awaits().stream().map(Awaited::words).toList()))
                        .toList(),
                life.waitedForBy().stream().map(LifeView::link).toList());
    }

    private static Thing thing(Life.Thing thing) {
        return new Thing(
                thing.kind().word().replace('_', ' '),
                thing.databaseId(),
                Words.jurisdiction(thing.jurisdictionId()),
                String.join(", ", thing.names()),
                Moment.minute(thing.version()),
                Moment.minute(thing.seenAt()),
                thing.runId()
                        .map(run -> new Link(run, RunsView.address(run, thing.jurisdictionId()))),
                thing.rows().isEmpty()
                        ? "no row: it was removed, or retired"
                        : thing.rows().stream()
                                .map(rows ->
                                        rows.ids().size()
                                                + " "
                                                + rows.table().replace("opencivicdata_", ""))
                                .collect(joining(", ")),
                thing.waitsFor());
    }

    private static Handled handled(Life.Receipt receipt) {
        return new Handled(
                Outcome.of(receipt.outcome()).map(Outcome::word).orElse(receipt.outcome()),
                link(receipt.objectKey()),
                Moment.minute(receipt.committedAt()),
                receipt.scrapedAt().map(Moment::minute),
                receipt.sentAt().map(Moment::minute),
                Moment.minute(receipt.putAt()),
                Moment.minute(receipt.receivedAt()),
                receipt.runId());
    }

    private static Failed failed(Life.Setback setback) {
        return new Failed(
                new Link(setback.id(), FailureView.address(setback.id())),
                setback.file(),
                Moment.minute(setback.at()),
                setback.reason(),
                setback.replayedAt().map(Moment::minute));
    }

    private static Link link(String key) {
        return new Link(key, address(key));
    }
}
