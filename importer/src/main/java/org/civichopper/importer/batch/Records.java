package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.database.ledger.Batches;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.database.ledger.Receipts.Receipt;
import org.civichopper.database.ledger.RejectedDocuments;
import org.civichopper.database.ledger.RejectedDocuments.Rejected;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.Outcome;

/// What has to be remembered of a batch: a receipt for every object, the reason of every rejection.
final class Records {

    private Records() {}

    static void write(Connection connection, Map<Arrival, Outcome> outcomes) throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        var batch = new Batches(connection).write(handled(outcomes));
        var receipts = new ArrayList<Receipt>();
        var rejected = new ArrayList<Rejected>();
        outcomes.forEach((arrival, outcome) -> {
            receipt(arrival, outcome).ifPresent(receipts::add);
            if (outcome instanceof Outcome.Rejected reason) {
                rejected.add(rejected(arrival, reason, batch));
            }
        });
        new Receipts(connection).write(receipts, batch);
        new RejectedDocuments(connection).write(rejected);
    }

    private static List<Batches.Handled> handled(Map<Arrival, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(each -> !stillWaits(each.getKey(), each.getValue()))
                .map(each -> handled(each.getKey(), each.getValue()))
                .toList();
    }

    // What was called in for nothing was counted when it came.
    private static boolean stillWaits(Arrival arrival, Outcome outcome) {
        return arrival.parked() && outcome instanceof Outcome.Parked;
    }

    // Those that waited in the database, and those that somebody put back, say nothing about how
    // fast it goes.
    private static Batches.Handled handled(Arrival arrival, Outcome outcome) {
        var timely =
                outcome instanceof Outcome.Imported
                        && arrival.delivery().filter(each -> !each.replayed()).isPresent();
        return new Batches.Handled(
                arrival.jurisdictionId(),
                arrival.document().kind().word(),
                outcome.word(),
                timely ? arrival.freshSince() : Optional.empty());
    }

    private static Batches.Handled handled(Unreadable thing) {
        return new Batches.Handled(
                thing.jurisdictionId().orElse(""),
                thing.kindWord(),
                thing.outcome().word(),
                Optional.empty());
    }

    private static Optional<Receipt> receipt(Arrival arrival, Outcome outcome) {
        return arrival.delivery()
                .map(delivery ->
                        new Receipt(
                                delivery.objectKey(),
                                delivery.etag(),
                                delivery.putAt(),
                                delivery.contentHash(),
                                arrival.jurisdictionId(),
                                arrival.document().kind(),
                                Optional.of(arrival.document().head().scrapedId()),
                                outcome.databaseId(),
                                outcome.word(),
                                Optional.of(arrival.version()),
                                arrival.runId(),
                                arrival.scrapedAt(),
                                delivery.sentAt(),
                                delivery.receivedAt()));
    }

    private static Rejected rejected(Arrival arrival, Outcome.Rejected reason, long batch) {
        return new Rejected(
                Optional.of(arrival.jurisdictionId()),
                Optional.of(arrival.document().kind().word()),
                arrival.file(),
                arrival.waited()
                        .map(Arrival.Waited::storedKey)
                        .orElse(arrival.delivery().map(each -> each.storedKey(Delivery.REJECTED))),
                Optional.empty(),
                reason.place(),
                reason.expected(),
                reason.found(),
                arrival.runId(),
                OptionalLong.of(batch));
    }

    static void writeUnreadable(Connection connection, Collection<Unreadable> unreadable)
            throws SQLException {
        var batch =
                new Batches(connection).write(unreadable.stream().map(Records::handled).toList());
        var receipts = new ArrayList<Receipt>();
        var rejected = new ArrayList<Rejected>();
        for (var thing : unreadable) {
            if (thing.delivery().isPresent() && thing.kind().isPresent()) {
                receipts.add(receipt(thing));
            }
            rejected.add(
                    new Rejected(
                            thing.jurisdictionId(),
                            thing.kind().map(kind -> kind.word()),
                            thing.file(),
                            thing.delivery().map(each -> each.storedKey(Delivery.REJECTED)),
                            thing.message(),
                            thing.outcome().place(),
                            thing.outcome().expected(),
                            thing.outcome().found(),
                            thing.runId(),
                            OptionalLong.of(batch)));
        }
        new Receipts(connection).write(receipts, batch);
        new RejectedDocuments(connection).write(rejected);
    }

    private static Receipt receipt(Unreadable thing) {
        var delivery = thing.delivery().orElseThrow();
        return new Receipt(
                delivery.objectKey(),
                delivery.etag(),
                delivery.putAt(),
                delivery.contentHash(),
                thing.jurisdictionId().orElse(""),
                thing.kind().orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                thing.outcome().word(),
                Optional.empty(),
                thing.runId(),
                Optional.empty(),
                delivery.sentAt(),
                delivery.receivedAt());
    }
}
