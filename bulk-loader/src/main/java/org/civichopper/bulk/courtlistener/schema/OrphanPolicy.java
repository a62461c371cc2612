package org.civichopper.bulk.courtlistener.schema;

import java.util.Locale;

/// What becomes of rows whose parent is not there.
public enum OrphanPolicy {
    /// They stay; their foreign key guards new rows only.
    KEEP,
    /// The column becomes NULL where it may; else as `DROP`.
    NULL,
    /// They go, into the rejects; then what dangles because of it.
    DROP,
    /// The load fails.
    STOP;

    /// As the command line has it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
