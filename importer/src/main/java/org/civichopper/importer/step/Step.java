package org.civichopper.importer.step;

import java.util.Locale;

/// The moments on the way of a batch that leave different things behind when the process dies
/// there, in order. Whichever it is, the messages come again and the end is the same.
public enum Step {
    /// Messages are held; nothing is done.
    RECEIVED,
    /// An object is in memory.
    FETCHED,
    /// A document was read.
    READ,
    /// What could not be read is committed as rejected, the documents are not.
    SET_ASIDE,
    /// A transaction is open and holds its first locks.
    LOCKED,
    /// Names have become ids and what stands was read, for one kind of documents.
    RESOLVED,
    /// What has to change is known, for one kind.
    COMPARED,
    /// The rows of one kind are written and not committed.
    WRITTEN,
    /// So are all rows, links, ledger and receipts.
    RECORDED,
    /// They are committed; of a batch that was split, those of one part.
    COMMITTED,
    /// The reason of a rejection lies in the bucket, its object is not there yet.
    REASON_STORED,
    /// An object lies in both places.
    COPIED,
    /// It is gone from the first; its message is still there.
    REMOVED,
    /// Messages are deleted.
    ACKNOWLEDGED;

    /// In logs and metrics, for example `set_aside`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
