package org.civichopper.importer.batch;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.civichopper.database.Database;
import org.civichopper.database.Verdict;
import org.civichopper.database.Work;
import org.civichopper.database.ledger.FailedDocuments;
import org.civichopper.database.ledger.ParkedDocuments;
import org.civichopper.database.ledger.ParkedDocuments.Called;
import org.civichopper.database.lock.Patience;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.DocumentReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Imports batches, each in one transaction, with whatever has to be remembered of it. A batch that
/// the database refuses, or that takes more time or memory than there is, is divided until the
/// document that is to blame stands alone.
public final class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    private final Database database;
    private final EarlyDocuments early;
    private final boolean trustsHashes;
    private final Steps steps;

    /// @param trustsHashes whether documents that the ledger knows by their hash need no comparing
    public Importer(Database database, DocumentReader reader, boolean trustsHashes) {
        this(database, reader, trustsHashes, Steps.UNWATCHED);
    }

    public Importer(Database database, DocumentReader reader, boolean trustsHashes, Steps steps) {
        this.database = database;
        this.early = new EarlyDocuments(reader);
        this.trustsHashes = trustsHashes;
        this.steps = steps;
    }

    /// Imports a batch. When this returns, everything in it is committed: as rows, parked or
    /// rejected.
    ///
    /// @return what became of each document, and of those that waited for one of them and found
    ///   room; a document on which the importer itself failed has no outcome, and its message has
    ///   to come again
    /// @throws SQLException when the world is at fault: nothing that has no outcome is stored
    public Map<Arrival, Outcome> importBatch(
            Collection<Arrival> arrivals, Collection<Unreadable> unreadable) throws SQLException {
        var outcomes = new HashMap<Arrival, Outcome>();
        if (!unreadable.isEmpty()) {
            database.inTransaction(connection -> {
                Records.writeUnreadable(connection, unreadable);
                return null;
            });
            steps.reached(Step.SET_ASIDE);
        }
        if (!arrivals.isEmpty()) {
            importOrSplit(inOrder(arrivals), outcomes);
        }
        return outcomes;
    }

    /// Imports documents one by one, which were in batches that failed: should one of them be what
    /// always fails, it takes nobody along.
    ///
    /// @return what became of each; a document that failed has no outcome, as in a batch
    /// @throws SQLException when the world is at fault so much that not even that can be written
    public Map<Arrival, Outcome> importEach(Collection<Arrival> arrivals) throws SQLException {
        var outcomes = new HashMap<Arrival, Outcome>();
        for (var arrival : inOrder(arrivals)) {
            try {
                importOrSplit(List.of(arrival), outcomes);
            } catch (SQLException failure) {
                fail(arrival, failure);
            }
        }
        return outcomes;
    }

    /// Imports documents whose bill or session came in a transaction that had no room for them, a
    /// part of them in a transaction each. What is left at the deadline, the next call goes on
    /// with; one that failed is tried once in a call.
    ///
    /// @param jurisdictions whose
    /// @param deadline after which no further transaction is begun
    /// @param committed takes what became of the documents of each transaction
    /// @throws SQLException when the world is at fault; whole transactions are committed
    public void importCalled(
            Predicate<String> jurisdictions,
            Instant deadline,
            Consumer<Map<Arrival, Outcome>> committed)
            throws SQLException {
        List<Called> everywhere =
                database.inTransaction(connection -> new ParkedDocuments(connection).called());
        for (var called : everywhere) {
            var more = jurisdictions.test(called.jurisdictionId());
            while (more && Instant.now().isBefore(deadline)) {
                var outcomes = importNext(called);
                more = !outcomes.isEmpty();
                if (more) {
                    committed.accept(outcomes);
                }
            }
        }
    }

    private Map<Arrival, Outcome> importNext(Called called) throws SQLException {
        try {
            return commit(connection ->
                    BatchImport.runCalled(connection, early, called, trustsHashes, steps));
        } catch (SQLException refusal) {
            if (!canBeDivided(refusal)) {
                throw refusal;
            }
        } catch (RuntimeException | OutOfMemoryError unforeseen) { // the boundary of a batch
            // each is said that fails alone
        }
        var outcomes = new HashMap<Arrival, Outcome>();
        divide(
                inOrder(database.inTransaction(connection -> early.next(connection, called))),
                outcomes);
        return outcomes;
    }

    private void fail(Arrival arrival, Throwable failure) throws SQLException {
        LOG.error("{} cannot be imported", arrival.file(), failure);
        database.inTransaction(connection -> {
            new FailedDocuments(connection)
                    .write(arrival.file(), arrival.jurisdictionId(), failure.toString());
            if (arrival.parked()) {
                early.callAgain(connection, arrival);
            }
            return null;
        });
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
            if (!canBeDivided(refusal)) {
                throw refusal;
            }
            divide(arrivals, outcomes);
        } catch (RuntimeException | OutOfMemoryError unforeseen) { // the boundary of a batch
            divide(arrivals, outcomes);
        }
    }

    // What the clock ends, or what the memory is too small for, may do in parts as well as what is
    // refused.
    private static boolean canBeDivided(SQLException refusal) {
        return switch (Verdict.on(refusal)) {
            case DATA, RACE -> true;
            case WORLD, CONFLICT, LEDGER -> Verdict.ranOutOfTime(refusal);
        };
    }

    private void divide(List<Arrival> arrivals, Map<Arrival, Outcome> outcomes)
            throws SQLException {
        if (arrivals.size() > 1) {
            var middle = arrivals.size() / 2;
            importOrSplit(arrivals.subList(0, middle), outcomes);
            importOrSplit(arrivals.subList(middle, arrivals.size()), outcomes);
        } else if (!arrivals.isEmpty()) {
            importAlone(arrivals.getFirst(), outcomes);
        }
    }

    /// What went wrong may be one of the early documents that it calls in: it goes without them,
    /// and they follow.
    private void importAlone(Arrival arrival, Map<Arrival, Outcome> outcomes) throws SQLException {
        try {
            outcomes.putAll(importWithPatience(List.of(arrival), early.left()));
        } catch (SQLException refusal) {
            switch (Verdict.on(refusal)) {
                case DATA, RACE -> outcomes.put(arrival, reject(arrival, refusal));
                case WORLD, CONFLICT, LEDGER -> {
                    if (!Verdict.ranOutOfTime(refusal)) {
                        throw refusal;
                    }
                    fail(arrival, refusal);
                }
            }
        } catch (RuntimeException | OutOfMemoryError unforeseen) { // the boundary of a batch
            fail(arrival, unforeseen);
        }
    }

    private Map<Arrival, Outcome> importWithPatience(
            List<Arrival> arrivals, EarlyDocuments calledIn) throws SQLException {
        return commit(
                connection -> BatchImport.run(connection, calledIn, arrivals, trustsHashes, steps));
    }

    /// Repeats what others' transactions undid, from the locks on.
    private Map<Arrival, Outcome> commit(Work<Map<Arrival, Outcome>> batch) throws SQLException {
        var outcomes =
                Patience.inTransaction(
                        database,
                        connection -> {
                            var imported = batch.on(connection);
                            Records.write(connection, imported);
                            steps.reached(Step.RECORDED);
                            return imported;
                        });
        steps.reached(Step.COMMITTED);
        return outcomes;
    }

    private Outcome reject(Arrival arrival, SQLException refusal) throws SQLException {
        var outcome =
                new Outcome.Rejected(
                        "document", "rows that the database takes", firstLine(refusal));
        database.inTransaction(connection -> {
            Records.write(connection, Map.of(arrival, outcome));
            early.settle(connection, Map.of(arrival, outcome));
            return null;
        });
        steps.reached(Step.COMMITTED);
        return outcome;
    }

    // The other lines repeat the row.
    private static String firstLine(SQLException refusal) {
        return refusal.getMessage().lines().findFirst().orElse(refusal.getSQLState());
    }
}
