package org.civichopper.bulk.openstates.zip;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.row.SentBill;
import org.civichopper.bulk.openstates.table.Written;

/// Writes batches of bills one behind the other, while the next one is put together. Whoever has it
/// leaves the connection alone until the last one is taken.
final class Batches implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<Future<Done>> begun = Optional.empty();

    /// @param bills that came once
    /// @param again those that had come before
    record Batch(List<SentBill> bills, List<Reject> again) {

        /// @param places of the bills
        /// @param first the ids of those that had not come before
        static Batch of(List<SentBill> bills, List<String> places, Set<String> first) {
            var once = new ArrayList<SentBill>();
            var again = new ArrayList<Reject>();
            var left = new HashSet<>(first);
            for (var at = 0; at < bills.size(); at++) {
                var bill = bills.get(at);
                if (left.remove(bill.id())) {
                    once.add(bill);
                } else {
                    again.add(
                            new Reject(
                                    places.get(at),
                                    bill.id(),
                                    "each bill once",
                                    "it again",
                                    bill.row().toString()));
                }
            }
            return new Batch(once, again);
        }
    }

    /// What became of a batch.
    record Done(Written written, List<Reject> again) {}

    /// Begins one as soon as the one before is done.
    ///
    /// @return what became of that
    Optional<Done> begin(Callable<Done> batch) throws SQLException, InterruptedException {
        var before = last();
        begun = Optional.of(threads.submit(batch));
        return before;
    }

    /// Waits for the one that was begun last.
    Optional<Done> last() throws SQLException, InterruptedException {
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        var waited = begun.get();
        begun = Optional.empty();
        try {
            return Optional.of(waited.get());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Waits for what is being written, which the caller may take back then.
    @Override
    public void close() {
        threads.close();
    }
}
