package org.civichopper.importer.batch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waits a random while, so that two who got in each other's way do not do so again.
final class Pause {

    private Pause() {}

    static void upTo(Duration longest) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
