package org.civichopper.database.ledger;

import java.time.OffsetDateTime;
import org.civichopper.model.document.DocumentVersion;

/// What the ledger holds of one natural key.
///
/// @param contentHash null when whatever comes has to be compared
/// @param rowExists whether the public row is there
/// @param rowStands whether it still has the updated_at that we gave it
/// @param peopleWatermark the jurisdiction's latest_people_update when names were resolved
public record Entry(
        String databaseId,
        DocumentVersion version,
        String contentHash,
        boolean rowExists,
        boolean rowStands,
        boolean unresolved,
        OffsetDateTime peopleWatermark) {}
