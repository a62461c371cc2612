package org.civichopper.bulk.run;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;

/// Reads the slices of a run, several at once, each by one worker with a connection of its own. The
/// first that fails stops the others.
final class Workers {

    private static final Duration RENEWAL = LoadSlices.LEASE.dividedBy(3);

    private final Sessions sessions;
    private final DataSetLoad load;
    private final LoadRun run;
    private final LoadSteps steps;
    private final LoadProgress progress;

    Workers(
            Sessions sessions,
            DataSetLoad load,
            LoadRun run,
            LoadSteps steps,
            LoadProgress progress) {
        this.sessions = sessions;
        this.load = load;
        this.run = run;
        this.steps = steps;
        this.progress = progress;
    }

    /// Returns when no slice is left.
    void readAll(int workers) throws SQLException, InterruptedException {
        var prefix = prefix();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<Void>(threads);
            var running = new ArrayList<Future<Void>>();
            for (var number = 1; number <= workers; number++) {
                var worker = prefix + ":" + number;
                running.add(
                        ended.submit(() -> {
                            readSome(worker);
                            return null;
                        }));
            }
            try {
                for (var _ : running) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                rethrow(e.getCause());
            } finally {
                threads.shutdownNow(); // the others are stopped, and waited for
            }
        }
    }

    private static void rethrow(Throwable failure) throws SQLException, InterruptedException {
        switch (failure) {
            case SQLException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private static String prefix() {
        var id = UUID.randomUUID().toString().substring(0, 8);
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host + ":" + ManagementFactory.getRuntimeMXBean().getPid() + ":" + id;
        } catch (UnknownHostException e) {
            return "?:" + ManagementFactory.getRuntimeMXBean().getPid() + ":" + id;
        }
    }

    private void readSome(String worker) throws SQLException, InterruptedException {
        try (var connection = sessions.open()) {
            while (true) {
                var slice = new LoadSlices(connection).claim(run.id(), worker);
                connection.commit();
                if (slice.isEmpty()) {
                    return;
                }
                steps.reached(LoadStep.CLAIMED);
                try (var bar = progress.begin(slice.get().id(), load.expected(slice.get()));
                        var _ = new Renewal(worker)) {
                    load.read(
                            slice.get(),
                            new SliceWork(connection, slice.get(), worker, steps, bar));
                } catch (LoadStopped.Failed e) {
                    connection.rollback();
                    fail(slice.get());
                    throw e;
                }
            }
        }
    }

    private void fail(LoadSlice slice) throws SQLException {
        try (var connection = sessions.open()) {
            new LoadSlices(connection).fail(run.id(), slice.id());
            connection.commit();
        }
    }

    // Renews the claims of a worker that waits for its source, on a connection of its own.
    private final class Renewal implements AutoCloseable {

        private final Thread thread;

        Renewal(String worker) {
            thread = Thread.ofVirtual().name("lease").start(() -> renew(worker));
        }

        private void renew(String worker) {
            try {
                while (true) {
                    Thread.sleep(RENEWAL);
                    try (var connection = sessions.open()) {
                        new LoadSlices(connection).renew(run.id(), worker);
                        connection.commit();
                    } catch (SQLException e) {
                        if (!Thread.currentThread().isInterrupted()) {
                            progress.say("a claim could not be renewed: " + e.getMessage());
                        }
                    }
                }
            } catch (InterruptedException e) {
                // the slice is done
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
