package org.civichopper.model.document;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.civichopper.model.time.WrittenTime;

/// How new a document is. The greater version wins, whatever the order of arrival.
///
/// @param time when it was scraped, as far as anything tells
/// @param idTime the time in its `_id`, the first tie-breaker; the epoch where it has none
/// @param lastModified of the object that first brought it
/// @param sha256 of the bytes, hexadecimal: the last tie-breaker, so that any two workers agree
public record DocumentVersion(Instant time, Instant idTime, Instant lastModified, String sha256)
        implements Comparable<DocumentVersion> {

    private static final Comparator<DocumentVersion> NEWEST_LAST =
            Comparator.comparing(DocumentVersion::time)
                    .thenComparing(DocumentVersion::idTime)
                    .thenComparing(DocumentVersion::lastModified)
                    .thenComparing(DocumentVersion::sha256);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Instant EARLIEST_ID = Instant.parse("2000-01-01T00:00:00Z");
    private static final long GREGORIAN_TO_UNIX = 0x01B21DD213814000L; // in units of 100 ns

    /// As exact as the ledger's columns are, so that a version equals itself once it was stored.
    public DocumentVersion {
        time = WrittenTime.stored(time);
        idTime = WrittenTime.stored(idTime);
        lastModified = WrittenTime.stored(lastModified);
    }

    /// The version of a document whose object was last modified then. A scraper's clock that runs
    /// more than five minutes ahead of the bucket's is not believed.
    public static DocumentVersion of(Head head, Instant lastModified, String sha256) {
        var idTime = timeInId(head.scrapedId(), lastModified);
        var time =
                head.scrapedAt()
                        .map(at -> at.isAfter(lastModified.plus(CLOCK_SKEW)) ? lastModified : at)
                        .or(() -> idTime)
                        .orElse(lastModified);
        return new DocumentVersion(time, idTime.orElse(Instant.EPOCH), lastModified, sha256);
    }

    @Override
    public int compareTo(DocumentVersion other) {
        return NEWEST_LAST.compare(this, other);
    }

    /// The time in an `_id`: only a version-1 UUID holds one, and only one that can be true is
    /// used.
    public static Optional<Instant> timeInId(String id, Instant lastModified) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uuid.version() != 1) {
            return Optional.empty();
        }
        var microseconds = (uuid.timestamp() - GREGORIAN_TO_UNIX) / 10;
        var time = Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
        return time.isBefore(EARLIEST_ID) || time.isAfter(lastModified)
                ? Optional.empty()
                : Optional.of(time);
    }
}
