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
public record LoadStanding(
        LoadRun latest,
        Optional<Instant> succeededAt,
        Instant firstAt,
        long read,
        long done,
        long slices) {

    /// Whether the latest run failed, paused or broke off.
    public boolean needsAPerson() {
        return latest.isOpen() || latest.status() == LoadStatus.FAILED;
    }
}
