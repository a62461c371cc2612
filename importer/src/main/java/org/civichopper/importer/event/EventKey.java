package org.civichopper.importer.event;

import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.model.document.EventDocument;

/// What an event can be recognised by: its dedupe_key where it has one, else name, description and
/// times.
///
/// @param dedupeKey null where there is none
public record EventKey(
        String jurisdictionId,
        String dedupeKey,
        String name,
        String description,
        String startDate,
        String endDate) {

    public static EventKey of(String jurisdictionId, EventDocument event) {
        return new EventKey(
                jurisdictionId,
                event.recognisedBy().orElse(null),
                event.name(),
                event.description().orElse(""),
                event.startDate(),
                event.endDate().orElse(""));
    }

    public Key toLedgerKey() {
        return new Key(
                jurisdictionId,
                dedupeKey == null ? nameAndTime() : NaturalKey.of("dedupe", dedupeKey));
    }

    /// Whether a row with those keys is the event that a document with these keys means.
    boolean means(EventKey row) {
        return dedupeKey == null
                ? isNamedAs(row)
                : jurisdictionId.equals(row.jurisdictionId) && dedupeKey.equals(row.dedupeKey);
    }

    boolean isNamedAs(EventKey row) {
        return jurisdictionId.equals(row.jurisdictionId) && nameAndTime().equals(row.nameAndTime());
    }

    public NaturalKey nameAndTime() {
        return NaturalKey.of("name", name, description, startDate, endDate);
    }
}
