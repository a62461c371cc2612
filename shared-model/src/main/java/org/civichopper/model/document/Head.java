package org.civichopper.model.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every document has besides its content.
///
/// @param scrapedId its `_id`, new with every scrape; what other documents of the scrape call it
/// @param scrapedAt when the scraper read it, where it says so
/// @param jurisdictionIds whose it says it is; it need not say it
/// @param contentHash SHA-256, hexadecimal, of everything but `_id`, `scraped_at` and the bill that
///   a vote names by its `_id`; equal for two documents that mean the same rows
/// @param warnings values that are not as expected
public record Head(
        String scrapedId,
        Optional<Instant> scrapedAt,
        Set<String> jurisdictionIds,
        String contentHash,
        List<Warning> warnings) {}
