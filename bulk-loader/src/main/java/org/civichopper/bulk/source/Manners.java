package org.civichopper.bulk.source;

import java.time.Duration;

/// How a source is asked.
///
/// @param silence the longest that a connection may say nothing
/// @param retryFor how long one request is tried again without progress before the run pauses
/// @param atOnce how many requests may be open
public record Manners(Duration silence, Duration retryFor, int atOnce) {

    public static final Duration SILENCE = Duration.ofSeconds(60);
    public static final Duration RETRY_FOR = Duration.ofMinutes(15);
}
