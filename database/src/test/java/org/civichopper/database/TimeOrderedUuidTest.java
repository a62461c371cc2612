package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {

    @Test
    void eachIsGreaterThanTheOneBefore() {
        var ids = Stream.generate(() -> TimeOrderedUuid.next("")).limit(100_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void versionAndVariantAreThoseOfTheStandard() {
        assertThat(TimeOrderedUuid.next("ocd-bill/"))
                .matches(
                        "ocd-bill/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void itBeginsWithTheTimeInMilliseconds() {
        var before = Instant.now().toEpochMilli();
        var time = TimeOrderedUuid.next().getMostSignificantBits() >>> 16;

        assertThat(time).isBetween(before, Instant.now().toEpochMilli() + 100);
    }

    @Test
    void manyThreadsNeverGetTheSame() {
        var ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 100_000).parallel().forEach(_ -> ids.add(TimeOrderedUuid.next()));

        assertThat(ids).hasSize(100_000);
    }
}
