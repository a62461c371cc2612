package org.civichopper.database.ledger;

/// What a parked document waits for, as one text that what arrives is looked up by.
///
/// @param token for example `bill ocd-jurisdiction/country:us/state:de/government ["153","HB 6"]`
public record Awaited(String token) {

    public static Awaited session(String jurisdictionId, String identifier) {
        return new Awaited("session " + jurisdictionId + " " + NaturalKey.of(identifier));
    }

    public static Awaited bill(DocumentLedger.Key key) {
        return new Awaited("bill " + key.jurisdictionId() + " " + key.naturalKey());
    }

    /// A scraped document by its `_id`, whatever its kind.
    public static Awaited scraped(String id) {
        return new Awaited("scraped " + NaturalKey.of(id));
    }
}
