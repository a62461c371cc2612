package org.civichopper.uploader;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.wire.QueueMessage;

/// A document whose object lies in the bucket, and what its message needs to know of it.
record StoredDocument(
        ScrapeDocument document,
        Jurisdiction jurisdiction,
        long bytes,
        String sha256,
        Optional<Instant> scrapedAt) {

    private static final Pattern SCRAPED_AT =
            Pattern.compile("\"scraped_at\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final int TAIL = 300; // scrapers write it last, before `_id`

    static StoredDocument of(ScrapeDocument document, Jurisdiction jurisdiction, byte[] content) {
        return new StoredDocument(
                document,
                jurisdiction,
                content.length,
                sha256(content),
                document.key().zipped() ? Optional.empty() : scrapedAt(content));
    }

    String message(String bucket, Instant now) {
        return new QueueMessage(
                        document.key().value(),
                        bucket,
                        jurisdiction.id(),
                        jurisdiction.name(),
                        false,
                        Optional.empty(),
                        scrapedAt,
                        Optional.of(sha256),
                        Optional.of(now))
                .toJson();
    }

    // A hint for measuring how fresh things are; the importer reads the document itself.
    private static Optional<Instant> scrapedAt(byte[] content) {
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

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
