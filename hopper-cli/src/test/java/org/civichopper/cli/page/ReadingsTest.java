package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.civichopper.cli.status.Inbox;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.WithoutDatabase;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void manyWhoLookAtOnceCostOneReading() {
        var readings = readings(Duration.ofHours(1));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100).forEach(_ -> threads.submit(() -> readings.latest(Scope.ALL)));
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
        readings.latest(Scope.ALL);

        readings.fresh(Scope.ALL);

        assertThat(asked).hasValue(2);
    }

    @Test
    void whatGoesWrongIsSaidAndNotThrown() {
        var outage = readings(Duration.ZERO).latest(Scope.ALL).outage();

        assertThat(outage.map(it -> it.known().why())).hasValue("gone");
    }

    @Test
    void whileTheDatabaseIsAwayWhoLooksAtSomethingElseDoesNotAskAgain() {
        var readings = readings(Duration.ofHours(1));
        readings.latest(Scope.ALL);

        readings.latest(Scope.ALL.with(Range.MONTH));

        assertThat(asked).hasValue(1);
    }

    private Readings readings(Duration interval) {
        return new Readings(new Away(), interval);
    }

    private final class Away implements Readings.Source {

        @Override
        public Status status() throws SQLException {
            asked.incrementAndGet();
            throw new SQLException("gone");
        }

        @Override
        public Snapshot snapshot(Scope scope, Status status) {
            throw new AssertionError("without a status there is no snapshot");
        }

        @Override
        public WithoutDatabase meanwhile(String why) {
            return WithoutDatabase.read(Inbox.of(Map.of()), why);
        }
    }
}
