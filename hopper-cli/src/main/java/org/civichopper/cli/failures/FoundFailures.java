package org.civichopper.cli.failures;

import java.util.List;

/// What failed, and how far anybody looked.
///
/// @param groups the largest first
/// @param deadLetters whether the dead letters were looked at
public record FoundFailures(List<FailureGroup> groups, DeadLetterView deadLetters) {

    /// How the dead letters were looked at.
    public enum DeadLetterView {
        /// All of them.
        ALL,
        /// As many as are looked at in one go; there may be more.
        SOME,
        /// No queue is configured.
        NO_QUEUE,
        /// The queue has none, or does not say which.
        NONE_KNOWN,
        /// The queue did not answer; the log says why.
        NO_ANSWER
    }

    /// How many failures there are in all groups.
    public long count() {
        return groups.stream().mapToLong(FailureGroup::count).sum();
    }
}
