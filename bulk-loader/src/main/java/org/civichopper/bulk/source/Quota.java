package org.civichopper.bulk.source;

import java.time.Duration;
import java.util.Optional;

/// How often a source may be asked, as all that use its key count together. May be asked by many
/// threads.
public interface Quota {

    /// Waits for a turn. Called before each request is sent, also before one that is sent again.
    ///
    /// @throws org.civichopper.bulk.run.LoadStopped.Paused where the next turn is too far away to
    ///   wait for
    void awaitTurn() throws InterruptedException;

    /// How long to leave the source alone after a 429 that does not say it in a header; empty where
    /// our own pauses do.
    ///
    /// @param words of the source
    /// @throws org.civichopper.bulk.run.LoadStopped.Paused where that is too long to wait for
    Optional<Duration> refused(String words);

    /// For a source that may be asked as often as one likes.
    Quota NONE =
            new Quota() {
                @Override
                public void awaitTurn() {}

                @Override
                public Optional<Duration> refused(String words) {
                    return Optional.empty();
                }
            };
}
