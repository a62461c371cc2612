package org.civichopper.database.ledger;

import java.util.Optional;
import org.civichopper.model.document.DocumentVersion;

/// The document that stands under a key.
///
/// @param contentHash null when whatever comes has to be compared
/// @param runId the last run that saw it, or an older one under its key
/// @param scrapedId its `_id`; empty where another run than that brought it
public record Seen(
        DocumentVersion version,
        String contentHash,
        Optional<String> runId,
        Optional<String> scrapedId) {}
