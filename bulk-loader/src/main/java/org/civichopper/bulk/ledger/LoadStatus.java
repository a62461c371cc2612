package org.civichopper.bulk.ledger;

import java.util.Locale;

/// How far a run has come. Open is one that is `PAUSED`, or `RUNNING` without a live process.
public enum LoadStatus {
    RUNNING,
    PAUSED,
    COMPLETED,
    COMPLETED_WITH_REJECTS,
    FAILED,
    ABANDONED;

    /// As the ledger and `--json` spell it, for example `completed_with_rejects`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LoadStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
