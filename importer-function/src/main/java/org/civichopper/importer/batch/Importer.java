package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.Database;
import org.civichopper.database.Verdict;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.database.ledger.Receipts.Receipt;
import org.civichopper.database.ledger.RejectedDocuments;
import org.civichopper.database.ledger.RejectedDocuments.Rejected;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.model.document.DocumentReader;

/// Imports batches, each in one transaction, with whatever has to be remembered of it. A batch that
/// the database refuses is split until the document that it refuses stands alone.
public final class Importer {

    private final Database database;
    private final EarlyDocuments early;
    private final boolean trustsHashes;

    /// @param trustsHashes whether documents that the ledger knows by their hash need no comparing
    public Importer(Database database, DocumentReader reader, boolean trustsHashes) {
        this.database = database;
        this.early = new EarlyDocuments(reader);
        this.trustsHashes = trustsHashes;
    }

    /// Imports a batch. When this returns, everything in it is committed: as rows, parked or
    /// rejected.
    ///
    /// @return what became of each document, and of those that waited for one of them
    /// @throws SQLException when the world is at fault: nothing that has no outcome is stored
    public Map<Arrival, Outcome> importBatch(
            Collection<Arrival> arrivals, Collection<Unreadable> unreadable) throws SQLException {
        var outcomes = new HashMap<Arrival, Outcome>();
        if (!unreadable.isEmpty()) {
            database.inTransaction(connection -> {
                recordUnreadable(connection, unreadable);
                return null;
            });
        }
        if (!arrivals.isEmpty()) {
            importOrSplit(List.copyOf(arrivals), outcomes);
        }
        return outcomes;
    }

    private void importOrSplit(List<Arrival> arrivals, Map<Arrival, Outcome> outcomes)
            throws SQLException {
        try {
            outcomes.putAll(importWithPatience(arrivals));
        } catch (SQLException refusal) {
            if (Verdict.on(refusal) == Verdict.WORLD) {
                throw refusal;
            }
            if (arrivals.size() > 1) {
                var middle = arrivals.size() / 2;
                importOrSplit(arrivals.subList(0, middle), outcomes);
                importOrSplit(arrivals.subList(middle, arrivals.size()), outcomes);
            } else {
                outcomes.put(arrivals.getFirst(), reject(arrivals.getFirst(), refusal));
            }
        }
    }

    private Map<Arrival, Outcome> importWithPatience(List<Arrival> arrivals) throws SQLException {
        return Patience.inTransaction(database, connection -> importAll(connection, arrivals));
    }

    private Map<Arrival, Outcome> importAll(Connection connection, List<Arrival> arrivals)
            throws SQLException {
        var outcomes = BatchImport.run(connection, early, arrivals, trustsHashes);
        record(connection, outcomes);
        return outcomes;
    }

    private Outcome reject(Arrival arrival, SQLException refusal) throws SQLException {
        var outcome =
                new Outcome.Rejected(
                        "document", "rows that the database takes", refusal.getMessage());
        return database.inTransaction(connection -> {
            record(connection, Map.of(arrival, outcome));
            return outcome;
        });
    }

    private static void record(Connection connection, Map<Arrival, Outcome> outcomes)
            throws SQLException {
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
                                arrival.jurisdictionId(),
                                arrival.document().kind(),
                                Optional.of(arrival.document().head().scrapedId()),
                                outcome.databaseId(),
                                outcome.word(),
                                Optional.of(arrival.version().time()),
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
                arrival.delivery().map(delivery -> delivery.storedKey("rejected")),
                Optional.empty(),
                reason.place(),
                reason.expected(),
                reason.found(),
                arrival.runId());
    }

    private static void recordUnreadable(Connection connection, Collection<Unreadable> unreadable)
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
                            thing.delivery().map(delivery -> delivery.storedKey("rejected")),
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
