package org.civichopper.bulk.openstates;

import java.util.Locale;

/// What a command loads.
enum Operation {
    JURISDICTIONS,
    PEOPLE,
    COMMITTEES,
    BILLS,
    /// The four before, in their order.
    ALL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean includes(Operation other) {
        return this == ALL || this == other;
    }
}
