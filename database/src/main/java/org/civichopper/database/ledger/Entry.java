package org.civichopper.database.ledger;

import java.time.OffsetDateTime;
import org.civichopper.model.document.DocumentVersion;

/// What the ledger holds of one natural key.
///
/// @param rowExists whether the public row is there
/// @param rowStands whether it still has the updated_at that we gave it
/// @param peopleWatermark the jurisdiction's latest_people_update when names were resolved
public record Entry(
        String databaseId,
        Seen seen,
        boolean rowExists,
        boolean rowStands,
        boolean unresolved,
        OffsetDateTime peopleWatermark) {

    public DocumentVersion version() {
        return seen.version();
    }

    /// Null when whatever comes has to be compared.
    public String contentHash() {
        return seen.contentHash();
    }
}
