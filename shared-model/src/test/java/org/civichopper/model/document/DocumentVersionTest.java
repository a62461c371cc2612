package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentVersionTest {

    private static final Instant MODIFIED = Instant.parse("2026-01-04T09:00:00Z");
    private static final Instant SCRAPED = Instant.parse("2026-01-04T08:31:20Z");
    private static final String RANDOM_ID = "0b7f3c1a-3f0e-4c5e-9d3e-8a1f0c2b4d6e";

    @Test
    void theTimeOfTheScrapeCounts() {
        assertThat(version(idAt(SCRAPED.minusSeconds(60)), Optional.of(SCRAPED)).time())
                .isEqualTo(SCRAPED);
    }

    @Test
    void aClockThatRunsFiveMinutesAheadIsBelieved() {
        var ahead = MODIFIED.plus(Duration.ofMinutes(5));

        assertThat(version(RANDOM_ID, Optional.of(ahead)).time()).isEqualTo(ahead);
    }

    @Test
    void aClockThatRunsFurtherAheadIsNot() {
        var ahead = MODIFIED.plus(Duration.ofMinutes(5)).plusMillis(1);

        assertThat(version(RANDOM_ID, Optional.of(ahead)).time()).isEqualTo(MODIFIED);
    }

    @Test
    void withoutATimeOfItsOwnTheTimeInTheIdCounts() {
        var version = version("cf6846e8-e946-11f0-8633-a2a45e751eb0", Optional.empty());

        assertThat(version.time()).isEqualTo(Instant.parse("2026-01-04T08:24:38.518551Z"));
        assertThat(version.idTime()).isEqualTo(version.time());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RANDOM_ID,
                "019b8803-4f00-7000-8000-000000000000",
                "not a uuid",
                "~{}",
                "1-1-1-1-1",
                "00000000-0000-1000-8000-000000000000",
            })
    void anyOtherIdHoldsNoTime(String id) {
        var version = version(id, Optional.empty());

        assertThat(version.time()).isEqualTo(MODIFIED);
        assertThat(version.idTime()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void theTimeInAnIdIsBelievedBetween2000AndLastModified() {
        var first = Instant.parse("2000-01-01T00:00:00Z");

        assertThat(version(idAt(first), Optional.empty()).time()).isEqualTo(first);
        assertThat(version(idAt(first.minusMillis(1)), Optional.empty()).time())
                .isEqualTo(MODIFIED);
        assertThat(version(idAt(MODIFIED), Optional.empty()).idTime()).isEqualTo(MODIFIED);
        assertThat(version(idAt(MODIFIED.plusMillis(1)), Optional.empty()).idTime())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void tiesGoToTheLaterIdThenTheLaterModificationThenTheGreaterHash() {
        var later = SCRAPED.plusSeconds(1);

        assertThat(new DocumentVersion(later, Instant.EPOCH, SCRAPED, "0"))
                .isGreaterThan(new DocumentVersion(SCRAPED, later, later, "f"));
        assertThat(new DocumentVersion(SCRAPED, later, SCRAPED, "0"))
                .isGreaterThan(new DocumentVersion(SCRAPED, SCRAPED, later, "f"));
        assertThat(new DocumentVersion(SCRAPED, SCRAPED, later, "0"))
                .isGreaterThan(new DocumentVersion(SCRAPED, SCRAPED, SCRAPED, "f"));
        assertThat(new DocumentVersion(SCRAPED, SCRAPED, SCRAPED, "f"))
                .isGreaterThan(new DocumentVersion(SCRAPED, SCRAPED, SCRAPED, "0"));
    }

    @Test
    void aVersionIsNoMoreExactThanTheLedger() {
        var exact = Instant.parse("2026-01-04T08:31:20.123456789Z");
        var stored = Instant.parse("2026-01-04T08:31:20.123456Z");

        assertThat(new DocumentVersion(exact, exact, exact, "0"))
                .isEqualTo(new DocumentVersion(stored, stored, stored, "0"))
                .isEqualByComparingTo(new DocumentVersion(stored, stored, stored, "0"));
    }

    private static DocumentVersion version(String id, Optional<Instant> scrapedAt) {
        return DocumentVersion.of(
                new Head(id, scrapedAt, Set.of(), "hash", List.of()), MODIFIED, "sha");
    }

    // A version-1 UUID as RFC 9562 lays it out: 100 ns since 1582-10-15, the low bits first.
    private static String idAt(Instant time) {
        var since = Duration.between(Instant.parse("1582-10-15T00:00:00Z"), time);
        var ticks = since.toSeconds() * 10_000_000 + since.getNano() / 100;
        var high = ticks << 32 | (ticks >>> 32 & 0xFFFF) << 16 | 0x1000 | ticks >>> 48;
        return new UUID(high, 0x8633_a2a4_5e75_1eb0L).toString();
    }
}
