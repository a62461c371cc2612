package org.civichopper.bulk.openstates.table;

/// What became of the records that were handed over: what is equal is not written.
public record Written(long inserted, long updated, long unchanged, long deleted) {

    static final Written NONE = new Written(0, 0, 0, 0);

    Written withDeleted(long rows) {
        return new Written(inserted, updated, unchanged, rows);
    }

    public long all() {
        return inserted + updated + unchanged;
    }
}
