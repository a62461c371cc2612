package org.civichopper.cli.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// The `_id`s of one scrape: version-1 UUIDs that grow from document to document and end with the
/// scrape itself. The importer takes a document's version from them.
final class DocumentIds {

    private static final Instant UUID_EPOCH = Instant.parse("1582-10-15T00:00:00Z");
    private static final int STEP = 1_000; // of 100 ns: 10,000 documents a second
    private static final DateTimeFormatter SCRAPED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    private final long seed;
    private final long end;
    private final int documents;
    private final long clockAndNode;

    DocumentIds(SampleOrder order, int documents) {
        this.seed = order.seed();
        this.end = ticks(order.endedAt());
        this.documents = documents;
        var scrape = new Draws(order.seed(), "scrape", order.revision());
        // The variant's two bits in front; the multicast bit says that no network card has this.
        this.clockAndNode = (scrape.number() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0100_0000_0000L;
    }

    String id(int ordinal) {
        var time = time(ordinal);
        var high = (time << 32) | ((time >>> 16) & 0xFFFF_0000L) | 0x1000L | (time >>> 48);
        return new UUID(high, clockAndNode).toString();
    }

    /// When the document was scraped, as scrapers write it: to the second.
    String scrapedAt(int ordinal) {
        var time = time(ordinal);
        return SCRAPED_AT.format(
                UUID_EPOCH.plusSeconds(time / 10_000_000).truncatedTo(ChronoUnit.SECONDS));
    }

    private long time(int ordinal) {
        var jitter = new Draws(seed, "time", ordinal).between(0, STEP - 1);
        return end - (long) (documents - ordinal) * STEP + jitter;
    }

    private static long ticks(Instant time) {
        var since = Duration.between(UUID_EPOCH, time);
        return since.toSeconds() * 10_000_000 + since.getNano() / 100;
    }
}
