package org.civichopper.bulk.openstates;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for the next page, and reads it, while the one before is stored.
final class Ahead implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Future<Arrived> ask(Callable<Arrived> page) {
        return threads.submit(page);
    }

    /// Waits for it; throws what asking threw.
    static Arrived take(Future<Arrived> page) throws InterruptedException {
        try {
            return page.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case InterruptedException interrupt -> throw interrupt;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow(); // a page that is no longer wanted
        threads.close();
    }
}
