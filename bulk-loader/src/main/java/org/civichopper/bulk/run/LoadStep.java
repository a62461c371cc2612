package org.civichopper.bulk.run;

/// The moments on the way of a load that leave different things behind when the process dies there,
/// in order. Whichever it is, the same command goes on and the end is the same.
public enum LoadStep {
    /// The run is in the ledger.
    OPENED,
    /// So are its slices and its staging tables.
    PLANNED,
    /// A worker has a slice.
    CLAIMED,
    /// A part of a slice is in memory.
    RECEIVED,
    /// It is in staging, not committed.
    COPIED,
    /// It is committed with its checkpoint.
    CHECKPOINTED,
    /// All slices are done.
    READ,
    /// What wants all rows to be there is built: keys, indexes.
    BUILT,
    /// Every check has passed.
    CHECKED,
    /// The rows are merged or exchanged, not committed.
    FINISHED,
    /// They are in sight, the watermark with them.
    PROMOTED,
    /// What hangs on the rows is up to date.
    FOLLOWED,
    /// The run is closed.
    CLOSED
}
