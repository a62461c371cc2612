package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.Database;
import org.civichopper.database.Verdict;
import org.civichopper.database.ledger.FailedDocuments;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.DocumentReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Imports batches, each in one transaction, with whatever has to be remembered of it. A batch that
/// the database refuses is split until the document that it refuses stands alone.
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
    /// @return what became of each document, and of those that waited for one of them; a document
    ///   on which the importer itself failed has no outcome, and its message has to come again
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
    /// always takes too long, it takes nobody along.
    ///
    /// @return what became of each; a document that failed has no outcome, as in a batch
    /// @throws SQLException when the world is at fault, whatever the document
    public Map<Arrival, Outcome> importEach(Collection<Arrival> arrivals) throws SQLException {
        var outcomes = new HashMap<Arrival, Outcome>();
        for (var arrival : inOrder(arrivals)) {
            try {
                importOrSplit(List.of(arrival), outcomes);
            } catch (SQLException failure) {
                if (!Verdict.tookTooLong(failure)) {
                    throw failure;
                }
                fail(arrival, failure);
            }
        }
        return outcomes;
    }

    private void fail(Arrival arrival, Exception failure) throws SQLException {
        LOG.error("{} cannot be imported", arrival.file(), failure);
        database.inTransaction(connection -> {
            new FailedDocuments(connection)
                    .write(arrival.file(), arrival.jurisdictionId(), failure.toString());
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
            switch (Verdict.on(refusal)) {
                case WORLD, CONFLICT, LEDGER -> throw refusal;
                case DATA, RACE -> {}
            }
            if (arrivals.size() > 1) {
                importHalves(arrivals, outcomes);
            } else {
                importAlone(arrivals.getFirst(), outcomes);
            }
        } catch (RuntimeException unforeseen) { // the boundary of a batch
            if (arrivals.size() > 1) {
                importHalves(arrivals, outcomes);
            } else {
                fail(arrivals.getFirst(), unforeseen);
            }
        }
    }

    private void importHalves(List<Arrival> arrivals, Map<Arrival, Outcome> outcomes)
            throws SQLException {
        var middle = arrivals.size() / 2;
        importOrSplit(arrivals.subList(0, middle), outcomes);
        importOrSplit(arrivals.subList(middle, arrivals.size()), outcomes);
    }

    /// What is refused may be one of the early documents that it calls in: it goes without them,
    /// and they follow as a batch of their own.
    private void importAlone(Arrival arrival, Map<Arrival, Outcome> outcomes) throws SQLException {
        try {
            outcomes.putAll(importWithPatience(List.of(arrival), early.left()));
        } catch (SQLException refusal) {
            switch (Verdict.on(refusal)) {
                case WORLD, CONFLICT, LEDGER -> throw refusal;
                case DATA, RACE -> outcomes.put(arrival, reject(arrival, refusal));
            }
            return;
        }
        var called =
                database.inTransaction(connection ->
                        early.awaiting(connection, EarlyDocuments.broughtBy(arrival)));
        if (!called.isEmpty()) {
            importOrSplit(inOrder(called), outcomes);
        }
    }

    /// Repeats what others' transactions undid, from the locks on.
    private Map<Arrival, Outcome> importWithPatience(
            List<Arrival> arrivals, EarlyDocuments calledIn) throws SQLException {
        var outcomes =
                Patience.inTransaction(
                        database, connection -> importAll(connection, arrivals, calledIn));
        steps.reached(Step.COMMITTED);
        return outcomes;
    }

    private Map<Arrival, Outcome> importAll(
            Connection connection, List<Arrival> arrivals, EarlyDocuments calledIn)
            throws SQLException {
        var outcomes = BatchImport.run(connection, calledIn, arrivals, trustsHashes, steps);
        Records.write(connection, outcomes);
        steps.reached(Step.RECORDED);
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
