package org.civichopper.cli.importing;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.model.document.Kind;

/// Imports two batches at once, each over a connection of its own: while the database works on one,
/// the other is compared. Only documents of one kind go side by side, because a kind names what
/// those before it bring.
final class BatchesInFlight implements AutoCloseable {

    private static final int LANES = 2; // as many as the pool has connections

    private record InFlight(
            ReadAhead.Batch batch, Set<Kind> kinds, Future<Map<Arrival, Outcome>> outcomes) {}

    private final Importer importer;
    private final BiConsumer<ReadAhead.Batch, Map<Arrival, Outcome>> landed;
    private final ExecutorService threads = Executors.newFixedThreadPool(LANES);
    private final Queue<InFlight> inFlight = new ArrayDeque<>();

    /// @param landed told of every batch that is committed, in the order in which they began
    BatchesInFlight(Importer importer, BiConsumer<ReadAhead.Batch, Map<Arrival, Outcome>> landed) {
        this.importer = importer;
        this.landed = landed;
    }

    /// Begins a batch, as soon as there is a place for it.
    ///
    /// @throws SQLException when the database cannot be worked with
    void begin(ReadAhead.Batch batch) throws SQLException {
        var kinds = batch.kinds();
        while (inFlight.size() == LANES || !goesBeside(kinds)) {
            land();
        }
        inFlight.add(
                new InFlight(
                        batch,
                        kinds,
                        threads.submit(
                                () -> importer.importBatch(batch.arrivals(), batch.unreadable()))));
    }

    /// Waits for what has begun.
    void landAll() throws SQLException {
        while (!inFlight.isEmpty()) {
            land();
        }
    }

    private boolean goesBeside(Set<Kind> kinds) {
        var all = EnumSet.copyOf(kinds);
        inFlight.forEach(each -> all.addAll(each.kinds()));
        return inFlight.isEmpty() || all.size() == 1;
    }

    private void land() throws SQLException {
        var first = inFlight.remove();
        try {
            landed.accept(first.batch(), first.outcomes().get());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while a batch was imported", e);
        }
    }

    /// Waits for the transactions that are under way.
    @Override
    public void close() {
        threads.close();
    }
}
