package org.civichopper.importer.arrival;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.DocumentVersion;

/// A document that was read and waits to be imported.
///
/// @param content its bytes, unpacked, in case it has to wait in the database
/// @param jurisdictionId whose it is, by who sent it; the document says no other
/// @param file what an operator knows it by: an object's key or a path
/// @param delivery how it came, when it came through the queue
/// @param waited how, if it comes from where early documents wait
public record Arrival(
        Document document,
        byte[] content,
        String jurisdictionId,
        DocumentVersion version,
        String file,
        Optional<String> runId,
        Optional<Delivery> delivery,
        Optional<Waited> waited) {

    private static final Duration SENT_AT_ONCE = Duration.ofMinutes(5); // the usual objective

    /// @param since when it came
    /// @param storedKey where its object lies, if it came as one
    /// @param called whether what it waited for came before, when there was no room for it
    public record Waited(OffsetDateTime since, Optional<String> storedKey, boolean called) {}

    /// @throws InvalidInputException for a document that says it is another jurisdiction's
    public Arrival {
        var said = document.head().jurisdictionIds();
        if (!Set.of(jurisdictionId).containsAll(said)) {
            throw new InvalidInputException(
                    "jurisdiction",
                    "a document of %s, as which it was sent".formatted(jurisdictionId),
                    "one of " + String.join(" and ", said));
        }
    }

    /// What other documents of its scrape call it.
    public ScrapedIds.Id scrapedId() {
        return new ScrapedIds.Id(jurisdictionId, document.kind(), document.head().scrapedId());
    }

    /// Whether it comes from where early documents wait.
    public boolean parked() {
        return waited.isPresent();
    }

    /// When the scraper read it, where its message or the document itself says so.
    public Optional<Instant> scrapedAt() {
        return delivery.flatMap(Delivery::scrapedAt).or(document.head()::scrapedAt);
    }

    /// Since when it is waited for. What was sent long after it was scraped is history that
    /// somebody uploads, or lay on a disk: how long it takes from there says how fast documents
    /// come through.
    public Optional<Instant> freshSince() {
        var sent = delivery.map(each -> each.sentAt().orElse(each.putAt()));
        return scrapedAt()
                .map(scraped ->
                        sent.filter(time -> scraped.isBefore(time.minus(SENT_AT_ONCE)))
                                .orElse(scraped));
    }

    /// Where its object lies once it is done with, if it came as one.
    public Optional<String> storedKey() {
        return waited.map(Waited::storedKey)
                .orElse(delivery.map(each -> each.storedKey(Delivery.ARCHIVED)));
    }

    /// An arrival is one event: two of the same content are still two.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
