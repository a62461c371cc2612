package org.civichopper.uploader;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;

/// A document whose object lies in the bucket, and what its message needs to know of it.
///
/// @param fileHash of the file as the scraper wrote it
/// @param sha256 of the object
record StoredDocument(
        ScrapeDocument document,
        ObjectKey key,
        Jurisdiction jurisdiction,
        Optional<String> run,
        long bytes,
        String fileHash,
        String sha256,
        Optional<Instant> scrapedAt) {

    private static final Pattern SCRAPED_AT =
            Pattern.compile("\"scraped_at\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final int TAIL = 300; // scrapers write it last, before `_id`

    String message(String bucket, Instant now) {
        return new QueueMessage(
                        key.value(),
                        bucket,
                        jurisdiction.id(),
                        jurisdiction.name(),
                        false,
                        run,
                        scrapedAt,
                        Optional.of(sha256),
                        Optional.of(now))
                .toJson();
    }

    // A hint for measuring how fresh things are; the importer reads the document itself.
    static Optional<Instant> scrapedAt(byte[] content) {
        var from = Math.max(0, content.length - TAIL);
        var tail = new String(content, from, content.length - from, StandardCharsets.UTF_8);
        var matcher = SCRAPED_AT.matcher(tail);
        try {
            return matcher.find()
                    ? Optional.of(OffsetDateTime.parse(matcher.group(1)).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
