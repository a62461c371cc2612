package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

    private static final int ATTEMPTS = 4;

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
            importOrSplit(inOrder(arrivals), outcomes);
        }
        return outcomes;
    }

    // What others name comes first, so that in a batch that is split they find it.
    private static List<Arrival> inOrder(Collection<Arrival> arrivals) {
        return arrivals.stream()
                .sorted(Comparator.comparing(arrival -> arrival.document().kind()))
                .toList();
    }

    private void importOrSplit(List<Arrival> arrivals, Map<Arrival, Outcome> outcomes)
            throws SQLException {
        try {
            outcomes.putAll(importWithPatience(arrivals, early));
        } catch (SQLException refusal) {
            switch (Verdict.on(refusal)) {
                case WORLD, CONFLICT -> throw refusal;
                case DATA, RACE -> {}
            }
            if (arrivals.size() > 1) {
                var middle = arrivals.size() / 2;
                importOrSplit(arrivals.subList(0, middle), outcomes);
                importOrSplit(arrivals.subList(middle, arrivals.size()), outcomes);
            } else {
                importAlone(arrivals.getFirst(), outcomes);
            }
        }
    }

    /// What is refused may be one of the early documents that it calls in: it goes without them,
    /// and they follow as a batch of their own.
    private void importAlone(Arrival arrival, Map<Arrival, Outcome> outcomes) throws SQLException {
        try {
            outcomes.putAll(importWithPatience(List.of(arrival), early.left()));
        } catch (SQLException refusal) {
            switch (Verdict.on(refusal)) {
                case WORLD, CONFLICT -> throw refusal;
                case DATA, RACE -> outcomes.put(arrival, reject(arrival, refusal));
            }
            return;
        }
        var called =
                database.inTransaction(
                        connection -> early.awaiting(connection, BatchImport.brings(arrival)));
        if (!called.isEmpty()) {
            importOrSplit(inOrder(called), outcomes);
        }
    }

    /// Repeats what others' transactions undid, from the locks on.
    private Map<Arrival, Outcome> importWithPatience(
            List<Arrival> arrivals, EarlyDocuments calledIn) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.inTransaction(
                        connection -> importAll(connection, arrivals, calledIn));
            } catch (SQLException failure) {
                var again =
                        switch (Verdict.on(failure)) {
                            case CONFLICT -> attempt < ATTEMPTS;
                            case RACE -> attempt == 1;
                            case WORLD, DATA -> false;
                        };
                if (!again) {
                    throw failure;
                }
                Pause.upTo(Duration.ofMillis(100L << attempt));
            }
        }
    }

    private Map<Arrival, Outcome> importAll(
            Connection connection, List<Arrival> arrivals, EarlyDocuments calledIn)
            throws SQLException {
        var outcomes = BatchImport.run(connection, calledIn, arrivals, trustsHashes);
        record(connection, outcomes);
        return outcomes;
    }

    private Outcome reject(Arrival arrival, SQLException refusal) throws SQLException {
        var outcome =
                new Outcome.Rejected(
                        "document", "rows that the database takes", firstLine(refusal));
        return database.inTransaction(connection -> {
            record(connection, Map.of(arrival, outcome));
            early.settle(connection, Map.of(arrival, outcome));
            return outcome;
        });
    }

    // The other lines repeat the row.
    private static String firstLine(SQLException refusal) {
        return refusal.getMessage().lines().findFirst().orElse(refusal.getSQLState());
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
