package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
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
        var receipts = new ArrayList<Receipt>();
        var rejected = new ArrayList<Rejected>();
        outcomes.forEach((arrival, outcome) -> {
            receipt(arrival, outcome).ifPresent(receipts::add);
            if (outcome instanceof Outcome.Rejected reason) {
                rejected.add(rejected(arrival, reason));
            }
        });
        new Receipts(connection).write(receipts);
        new RejectedDocuments(connection).write(rejected);
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
                                arrival.document().head().scrapedAt(),
                                delivery.sentAt(),
                                delivery.receivedAt()));
    }

    private static Rejected rejected(Arrival arrival, Outcome.Rejected reason) {
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
                arrival.runId());
    }

    static void writeUnreadable(Connection connection, Collection<Unreadable> unreadable)
            throws SQLException {
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
                            thing.runId()));
        }
        new Receipts(connection).write(receipts);
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
