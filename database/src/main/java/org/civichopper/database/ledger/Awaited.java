package org.civichopper.database.ledger;

import org.civichopper.model.document.Kind;

/// What a parked document or an unfinished link waits for, as one text that what arrives is looked
/// up by.
///
/// @param token for example `bill ocd-jurisdiction/country:us/state:de/government ["153","HB 6"]`
public record Awaited(String token) {

    public static Awaited session(String jurisdictionId, String identifier) {
        return new Awaited("session " + jurisdictionId + " " + NaturalKey.of(identifier));
    }

    public static Awaited bill(DocumentLedger.Key key) {
        return new Awaited("bill " + key.jurisdictionId() + " " + key.naturalKey());
    }

    /// A bill or a vote by its identifier alone, which is all that an agenda tells.
    public static Awaited identifier(Kind kind, String jurisdictionId, String identifier) {
        return new Awaited(
                "any " + kind.word() + " " + jurisdictionId + " " + NaturalKey.of(identifier));
    }

    /// A scraped document by its `_id`.
    public static Awaited scraped(ScrapedIds.Id id) {
        return new Awaited(
                "scraped "
                        + id.kind().word()
                        + " "
                        + id.jurisdictionId()
                        + " "
                        + NaturalKey.of(id.scrapedId()));
    }
}
