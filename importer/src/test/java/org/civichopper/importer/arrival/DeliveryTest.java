package org.civichopper.importer.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static final String HASH = "3f2a9c41d07e" + "0".repeat(52);
    private static final Instant NIGHT = Instant.parse("2026-11-20T23:59:59.999Z");
    private static final Instant NEXT_DAY = NIGHT.plusSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "de/bill_00c8.json, archived/2026-11-20/de/bill_00c8.3f2a9c41d07e.json",
        "de/bill_00c8.json.gz, archived/2026-11-20/de/bill_00c8.3f2a9c41d07e.json.gz",
        "de/bill_a.json.json, archived/2026-11-20/de/bill_a.json.3f2a9c41d07e.json",
    })
    void anObjectIsKeptByTheDayItCameHoweverLateItIsReceivedAndByItsContent(
            String key, String stored) {
        assertThat(delivery(key, HASH).storedKey("archived")).isEqualTo(stored);
    }

    @Test
    void twoContentsUnderOneKeyAreKeptApart() {
        assertThat(delivery("de/bill_1.json", HASH).storedKey("rejected"))
                .startsWith("rejected/2026-11-20/de/")
                .isNotEqualTo(delivery("de/bill_1.json", "f" + HASH).storedKey("rejected"));
    }

    @Test
    void aShortHashIsUsedWhole() {
        assertThat(delivery("de/bill_1.json", "3f").storedKey("archived"))
                .isEqualTo("archived/2026-11-20/de/bill_1.3f.json");
    }

    private static Delivery delivery(String key, String hash) {
        return new Delivery(
                key,
                key,
                "etag",
                NIGHT,
                StoredForm.UNKNOWN,
                hash,
                NIGHT,
                Optional.empty(),
                Optional.empty(),
                NEXT_DAY);
    }
}
