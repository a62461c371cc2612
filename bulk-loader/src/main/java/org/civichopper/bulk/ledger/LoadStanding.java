package org.civichopper.bulk.ledger;

import java.time.Instant;
import java.util.Optional;

/// How the loads of one data set with one scope stand.
///
/// @param latest the run that was begun last
/// @param succeededAt when one was last completed
/// @param firstAt when the first that is known began
/// @param read rows of the latest run so far
/// @param done how many of its slices are
/// @param settled whether a later load brought all that a failed one was to bring
public record LoadStanding(
        LoadRun latest,
        Optional<Instant> succeededAt,
        Instant firstAt,
        long read,
        long done,
        long slices,
        boolean settled) {

    /// Whether the latest run paused or broke off, or failed and nothing has made up for it.
    public boolean needsAPerson() {
        return latest.isOpen() || latest.status() == LoadStatus.FAILED && !settled;
    }
}
