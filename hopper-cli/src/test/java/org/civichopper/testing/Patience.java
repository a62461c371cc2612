package org.civichopper.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits for what another thread or program does, and not a moment longer than it takes.
public final class Patience {

    private static final Duration STEP = Duration.ofMillis(50);

    private Patience() {}

    public static void until(Duration longest, Callable<Boolean> done) {
        var end = Instant.now().plus(longest);
        while (!answer(done)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("did not come within " + longest);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static boolean answer(Callable<Boolean> done) {
        try {
            return done.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
