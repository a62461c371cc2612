package org.civichopper.importer.arrival;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// How a document came through bucket and queue.
///
/// @param foundUnder the key that it was read from: its own, unless it was put away before
/// @param etag of exactly the object that was read
/// @param putAt when that object was put there
/// @param form as it was stored
/// @param contentHash of its bytes, hexadecimal
/// @param scrapedAt when the scraper read it, where its message says so
/// @param firstModified when the object first came into any bucket of ours
public record Delivery(
        String objectKey,
        String foundUnder,
        String etag,
        Instant putAt,
        StoredForm form,
        String contentHash,
        Instant firstModified,
        Optional<Instant> scrapedAt,
        Optional<Instant> sentAt,
        Instant receivedAt) {

    /// The folder of what is done with.
    public static final String ARCHIVED = "archived";

    /// The folder of what can never be imported.
    public static final String REJECTED = "rejected";

    /// The first LastModified travels with the object as this metadata, so that a replayed old
    /// document stays old.
    public static final String FIRST_MODIFIED = "hopper-first-modified";

    private static final int HASH_LENGTH = 12;

    /// Whether it was done with before, and somebody put it back.
    public boolean replayed() {
        return firstModified.isBefore(putAt);
    }

    /// Where the object is kept when it is done with, for example
    /// `archived/2026-11-20/de/bill_00c8….3f2a9c41d07e.json`. Two contents under one key are kept
    /// apart, and however often it is received, on whatever day, this is the place.
    public String storedKey(String folder) {
        var date = firstModified.atOffset(ZoneOffset.UTC).toLocalDate();
        var hash = contentHash.substring(0, Math.min(HASH_LENGTH, contentHash.length()));
        return StoredKey.of(folder, date, objectKey, hash);
    }
}
