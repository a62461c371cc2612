package org.civichopper.cli.failures;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which failures somebody wants to know of.
///
/// @param since when they happened, the last time
/// @param reason a part of what [Failure#reason] says, in capitals or not
public record FailureFilter(
        Optional<String> jurisdictionId, Optional<Instant> since, Optional<String> reason) {

    /// All of them.
    public static final FailureFilter ALL =
            new FailureFilter(Optional.empty(), Optional.empty(), Optional.empty());

    boolean takes(Failure failure) {
        return jurisdictionId
                        .map(id -> failure.jurisdictionId().equals(Optional.of(id)))
                        .orElse(true)
                && since.map(time -> !failure.at().isBefore(time)).orElse(true)
                && reason.map(part -> lower(failure.reason()).contains(lower(part))).orElse(true);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
