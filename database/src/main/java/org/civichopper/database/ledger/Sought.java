package org.civichopper.database.ledger;

import java.util.Locale;

/// What a row points at nothing instead of.
public enum Sought {
    PERSON,
    ORGANIZATION,
    /// An organization by the `_id` of its document.
    SCRAPED_ORGANIZATION;

    /// For example `scraped organization`, as statements call it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
