package org.civichopper.database.lock;

import java.security.SecureRandom;
import java.time.Duration;

/// Waits a random while, so that two who got in each other's way do not do so again.
final class Pause {

    // Two functions thawed from one snapshot must not wait alike.
    private static final SecureRandom RANDOM = new SecureRandom();

    private Pause() {}

    static void upTo(Duration longest) {
        try {
            Thread.sleep(RANDOM.nextLong(longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
