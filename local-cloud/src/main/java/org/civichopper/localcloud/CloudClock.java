package org.civichopper.localcloud;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what a schedule does on AWS: calls the work again and again, on a thread of its own and
/// never twice at once. Work that throws is reported and called again at its next time.
public final class CloudClock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("clock").daemon().factory());
    private final Runnable work;
    private final Consumer<Throwable> failed;

    private CloudClock(Runnable work, Consumer<Throwable> failed) {
        this.work = work;
        this.failed = failed;
    }

    /// Calls the work now, and then each time that `every` has passed since it last ended.
    public static CloudClock start(Duration every, Runnable work, Consumer<Throwable> failed) {
        var clock = new CloudClock(work, failed);
        clock.thread.scheduleWithFixedDelay(
                clock::call, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return clock;
    }

    /// Calls the work only when [#tick()] asks for it.
    public static CloudClock onDemand(Runnable work, Consumer<Throwable> failed) {
        return new CloudClock(work, failed);
    }

    /// Calls the work once more, after a call that is under way, and returns when it has ended.
    public void tick() {
        CompletableFuture.runAsync(this::call, thread).join();
    }

    private void call() {
        try {
            work.run();
        } catch (Throwable e) { // the boundary: whatever the work throws, the clock goes on
            failed.accept(e);
        }
    }

    /// Waits for a call that is under way, and interrupts it where it takes too long.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
