package org.civichopper.cli.failures;

import java.util.List;
import org.civichopper.database.schema.Difference;

/// What failed, and how far anybody looked.
///
/// @param groups the largest first
/// @param deadLetters whether the dead letters were looked at
/// @param hindrances tables and columns without which no document can be imported, none is at fault
public record FoundFailures(
        List<FailureGroup> groups, DeadLetterView deadLetters, List<Difference> hindrances) {

    /// Where the tables were not looked at.
    public FoundFailures(List<FailureGroup> groups, DeadLetterView deadLetters) {
        this(groups, deadLetters, List.of());
    }

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
