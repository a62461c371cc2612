package org.civichopper.bulk.courtlistener.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.Test;

/// What files under way still need is not given away twice.
class RoomTest {

    private static final long GB = 1 << 30;

    private final AtomicLong usable = new AtomicLong(10 * GB);
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Room room(Duration patience) {
        return new Room("DIR", 2 * GB, patience, said::add, usable::get);
    }

    @Test
    void whatFilesUnderWayStillNeedCounts() throws Exception {
        var room = room(Duration.ofMillis(1));
        try (var place = room.take("opinions", 5 * GB)) {
            assertThatThrownBy(() -> room.take("dockets", 4 * GB))
                    .isInstanceOf(LoadStopped.Paused.class)
                    .hasMessageContaining("dockets needs 4,295.0 MB")
                    .hasMessageContaining("DIR has 10,737.4 MB free");
            for (var written = 0L; written < 5 * GB; written += GB) {
                place.pass((int) GB);
                usable.addAndGet(-GB);
            }
            room.take("courts", 3 * GB).close();
        }
        assertThat(said).hasSize(1);
    }

    @Test
    void itGoesOnWhenThereIsRoomAgain() throws Exception {
        var room = room(Duration.ofMinutes(1));
        var place = room.take("opinions", 5 * GB);
        var waiting = new FutureTask<>(() -> room.take("dockets", 4 * GB));
        var thread = Thread.ofVirtual().start(waiting);
        while (said.isEmpty()) {
            Thread.onSpinWait();
        }
        place.close();
        waiting.get().close();
        thread.join();
    }

    @Test
    void whatIsUnderWayWaitsWhenOthersTakeTheRoom() throws Exception {
        var room = room(Duration.ofMillis(1));
        try (var place = room.take("opinions", 5 * GB)) {
            usable.set(3 * GB);
            assertThatThrownBy(() -> place.pass(1_000))
                    .isInstanceOf(LoadStopped.Paused.class)
                    .hasMessageContaining("make room");
        }
    }
}
