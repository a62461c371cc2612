package org.civichopper.uploader;

import java.time.Duration;

/// How long to wait where bucket or queue are away.
///
/// @param shortest pause before the next attempt; each is twice the one before
/// @param longest pause
/// @param atTheEnd how long to go on without success once nothing new comes
public record Patience(Duration shortest, Duration longest, Duration atTheEnd) {

    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(5));
}
