package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import org.junit.jupiter.api.Test;

class StoredDocumentTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @Test
    void theMessageIsTheScrapersWithOurFieldsAdded() {
        var content =
                """
                {"title": "x", "scraped_at": "2026-01-04T08:31:20+00:00", "_id": "ca828f74"}\
                """;
        assertThat(message("de/bill_1.json", content))
                .isEqualTo(
                        new QueueMessage(
                                "de/bill_1.json",
                                "bucket",
                                "ocd-jurisdiction/country:us/state:de/government",
                                "Delaware",
                                false,
                                Optional.of("run-1"),
                                Optional.of(Instant.parse("2026-01-04T08:31:20Z")),
                                Optional.of("hash of the object"),
                                Optional.of(NOW)));
    }

    @Test
    void aDocumentWithoutATimeHasNoneInItsMessage() {
        assertThat(message("de/vote_event_1.json", "{}").scrapedAt()).isEmpty();
        assertThat(message("de/bill_1.json", "{\"scraped_at\": \"yesterday\"}").scrapedAt())
                .isEmpty();
        // A title that only speaks of it.
        assertThat(
                        message(
                                        "de/bill_1.json",
                                        "{\"title\": \"\\\"scraped_at\\\": \\\"2026-01-04T08:31:20Z\\\"\"}")
                                .scrapedAt())
                .isEmpty();
    }

    private static QueueMessage message(String key, String content) {
        var document = new ScrapeDocument(Path.of(key), new ObjectKey(key));
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var jurisdiction =
                new Jurisdiction("ocd-jurisdiction/country:us/state:de/government", "Delaware");
        return QueueMessage.parse(
                new StoredDocument(
                                document,
                                document.key(),
                                jurisdiction,
                                Optional.of("run-1"),
                                bytes.length,
                                "hash of the file",
                                "hash of the object",
                                StoredDocument.scrapedAt(bytes))
                        .message("bucket", NOW));
    }
}
