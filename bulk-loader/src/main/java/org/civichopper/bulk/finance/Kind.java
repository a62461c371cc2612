package org.civichopper.bulk.finance;

import java.util.Locale;

/// What a state publishes, each in a table of its own.
enum Kind {
    CONTRIBUTIONS("contribution_id"),
    REPORTS("report_id");

    private final String id;

    Kind(String id) {
        this.id = id;
    }

    /// Its table.
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The column that its rows are known by within a state.
    String id() {
        return id;
    }
}
