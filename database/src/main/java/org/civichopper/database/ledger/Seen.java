package org.civichopper.database.ledger;

import java.util.Optional;
import org.civichopper.model.document.DocumentVersion;

/// The document that stands under a key.
///
/// @param contentHash null when whatever comes has to be compared
/// @param runId the last run that brought it, or an older one under its key
/// @param scrapedId its `_id`, where that is a UUID
public record Seen(
        DocumentVersion version,
        String contentHash,
        Optional<String> runId,
        Optional<String> scrapedId) {}
