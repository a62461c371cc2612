package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void manyWhoLookAtOnceCostOneReading() {
        var readings = readings(Duration.ofHours(1));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100).forEach(_ -> threads.submit(readings::latest));
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void whileNobodyLooksNothingIsRead() {
        readings(Duration.ZERO);

        assertThat(asked).hasValue(0);
    }

    @Test
    void whoHasChangedSomethingSeesIt() {
        var readings = readings(Duration.ofHours(1));
        readings.latest();

        readings.fresh();

        assertThat(asked).hasValue(2);
    }

    @Test
    void whatGoesWrongIsSaidAndNotThrown() {
        assertThat(readings(Duration.ZERO).latest().problem()).hasValue("gone");
    }

    private Readings readings(Duration interval) {
        return new Readings(
                () -> {
                    asked.incrementAndGet();
                    throw new SQLException("gone");
                },
                interval);
    }
}
