package org.civichopper.database.ledger;

import java.util.Locale;

/// Where bills, votes and events name people.
public enum PersonPlace {
    SPONSOR,
    ACTION_ENTITY,
    VOTER,
    PARTICIPANT,
    AGENDA_ENTITY;

    /// For example `action entity`, as statements call it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
