package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CloudClockTest {

    @Test
    void callsAtOnceAndAgain() throws Exception {
        var calls = new CountDownLatch(3);
        try (var clock =
                CloudClock.start(
                        Duration.ofMillis(1), calls::countDown, Throwable::printStackTrace)) {
            assertThat(calls.await(20, TimeUnit.SECONDS)).isTrue();
            clock.tick();
        }
    }

    @Test
    void callsOnDemandAndReturnsWhenItIsDone() {
        var calls = new AtomicInteger();
        try (var clock = CloudClock.onDemand(calls::incrementAndGet, Throwable::printStackTrace)) {
            assertThat(calls).hasValue(0);

            clock.tick();

            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void neverCallsTwiceAtOnce() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Runnable work =
                () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                };
        try (var clock = CloudClock.start(Duration.ofNanos(1_000_000), work, _ -> {})) {
            var ticking = new ArrayList<CompletableFuture<Void>>();
            for (var caller = 0; caller < 20; caller++) {
                ticking.add(CompletableFuture.runAsync(clock::tick, Thread::startVirtualThread));
            }
            ticking.forEach(CompletableFuture::join);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void reportsWhatFailedAndGoesOn() {
        var failures = new ArrayList<String>();
        var calls = new AtomicInteger();
        Runnable work =
                () -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first call");
                    }
                };
        try (var clock = CloudClock.onDemand(work, failure -> failures.add(failure.getMessage()))) {
            clock.tick();
            clock.tick();
        }
        assertThat(failures).containsExactly("the first call");
        assertThat(calls).hasValue(2);
    }

    @Test
    void waitsForTheCallUnderWayWhenItStops() {
        var started = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var clock =
                CloudClock.start(
                        Duration.ofHours(1),
                        () -> {
                            started.countDown();
                            await(closing);
                            ended.incrementAndGet();
                        },
                        Throwable::printStackTrace);
        await(started);

        var closed = CompletableFuture.runAsync(clock::close, Thread::startVirtualThread);
        closing.countDown();
        closed.join();

        assertThat(ended).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
