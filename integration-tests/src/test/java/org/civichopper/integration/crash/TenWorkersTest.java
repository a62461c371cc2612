package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.civichopper.aws.Parallel;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten functions at once over bills and votes, each in an older and a newer version, each message
/// three times, in any order: one row of each, the newest, and nobody ever in anybody's way. 100
/// documents in 200 objects, or 600 in 1200 with `-Dhopper.attack=long`.
@Tag("attack")
class TenWorkersTest {

    private static final int BILLS = Thoroughness.of(50, 300);
    private static final int SEED = 1787;
    private static final Map<String, String> SMALL_BATCHES = Map.of("HOPPER_BATCH_SIZE", "40");

    @Test
    void everyDocumentStandsOnceAndIsTheNewest() throws Exception {
        try (var site = Site.open()) {
            var docket = new Docket(site);
            var objects = new HashMap<String, byte[]>();
            var newest = new HashMap<>(Docket.JURISDICTION);
            for (int number = 1; number <= BILLS; number++) {
                objects.putAll(Docket.bill(number, 0, "The older title"));
                objects.putAll(Docket.vote(number, 0, "The older motion"));
                newest.putAll(Docket.bill(number, 1, "The newer title"));
                newest.putAll(Docket.vote(number, 1, "The newer motion"));
            }
            objects.putAll(newest);
            objects.keySet().removeAll(docket.delivered().keySet());
            deliverThreeTimes(site, objects);
            site.drainByTen(SMALL_BATCHES, Duration.ofMinutes(10));

            objects.putAll(docket.delivered());
            Aftermath.check(
                    Attack.TEN_FUNCTIONS,
                    3 * objects.size(),
                    site,
                    Delivered.all(objects),
                    ReferenceRows.of(List.of(newest)));
            assertThat(deadlocks(site)).as("deadlocks").isZero();
        }
    }

    private static void deliverThreeTimes(Site site, Map<String, byte[]> objects) {
        Parallel.map(
                objects.entrySet(),
                object -> {
                    site.put(object.getKey(), object.getValue());
                    return null;
                });
        var messages =
                new ArrayList<>(
                        objects.keySet().stream()
                                .sorted()
                                .flatMap(key -> Stream.of(key, key, key))
                                .toList());
        Collections.shuffle(messages, new Random(SEED));
        messages.forEach(site::announce);
    }

    // The server counts them when the connection that had one ends; all have ended here.
    private static int deadlocks(Site site) throws Exception {
        return Integer.parseInt(
                site.rows(
                                """
                                SELECT deadlocks FROM pg_stat_database
                                 WHERE datname = current_database()
                                """)
                        .getFirst());
    }
}
