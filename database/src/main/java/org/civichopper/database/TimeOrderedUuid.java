package org.civichopper.database;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that grow with time (RFC 9562, version 7), so that new rows land next to each other in an
/// index. Within one JVM each is greater than the one before.
public final class TimeOrderedUuid {

    // Not a seeded generator: two functions thawed from one snapshot must not share its state.
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int FRACTIONS = 1 << 12; // of a millisecond, in the 12 bits after it

    private TimeOrderedUuid() {}

    public static UUID next() {
        var time = LAST.accumulateAndGet(now(), (last, now) -> Math.max(last + 1, now));
        return uuid(time, RANDOM.nextLong());
    }

    /// For example `ocd-bill/0190a5c4-…`.
    ///
    /// @param prefix with its slash
    public static String next(String prefix) {
        return prefix + next();
    }

    private static long now() {
        var now = Instant.now();
        var nanosecond = now.getNano() % 1_000_000;
        return now.toEpochMilli() * FRACTIONS + nanosecond * (long) FRACTIONS / 1_000_000;
    }

    private static UUID uuid(long time, long random) {
        var milliseconds = time / FRACTIONS;
        var fraction = time % FRACTIONS;
        return new UUID(milliseconds << 16 | VERSION | fraction, VARIANT | random >>> 2);
    }
}
