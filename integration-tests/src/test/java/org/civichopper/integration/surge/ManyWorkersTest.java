package org.civichopper.integration.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// No duplicates, no deadlocks: the tables have no unique keys, and ten functions at once over the
/// same documents still make one row of each.
@Execution(ExecutionMode.CONCURRENT)
class ManyWorkersTest {

    private static final int BILLS = 20;
    private static final Map<String, String> SMALL_BATCHES = Map.of("HOPPER_BATCH_SIZE", "12");

    @Test
    void tenFunctionsOverTheSameMessagesThreeTimesMakeEachRowOnce() throws Exception {
        try (var site = Site.open()) {
            site.deliverSession();
            site.tick();
            var documents = sixtyDocuments();
            documents.forEach(site::put);
            var messages =
                    new ArrayList<>(
                            documents.keySet().stream()
                                    .flatMap(key -> Stream.of(key, key, key))
                                    .toList());
            Collections.shuffle(messages, new Random(153));
            messages.forEach(site::announce);

            site.drainByTen(SMALL_BATCHES, Duration.ofSeconds(60));

            assertThat(site.held() + site.waiting() + site.deadLetters()).isZero();
            assertThat(site.keys("de/")).isEmpty();
            assertThat(site.count("hopper.parked")).isZero();
            assertThat(site.count("hopper.rejected")).isZero();
            assertThat(site.count("opencivicdata_bill")).isEqualTo(BILLS);
            assertThat(site.count("opencivicdata_voteevent")).isEqualTo(BILLS);
            assertThat(
                            site.rows(
                                    """
                                    SELECT count(DISTINCT identifier), min(title), max(title)
                                      FROM opencivicdata_bill
                                    """))
                    .containsExactly(BILLS + "|The newer title|The newer title");
            assertThat(
                            site.rows(
                                    """
                                    SELECT count(DISTINCT v.dedupe_key), count(DISTINCT v.bill_id),
                                           count(DISTINCT v.bill_action_id)
                                      FROM opencivicdata_voteevent v
                                    """))
                    .containsExactly(BILLS + "|" + BILLS + "|" + BILLS);
        }
    }

    // Two versions of each bill, and a vote that names the older.
    private static Map<String, byte[]> sixtyDocuments() {
        var documents = new HashMap<String, byte[]>();
        for (int number = 1; number <= BILLS; number++) {
            var older = DelawareScrape.id(0xa000 + number);
            var newer = DelawareScrape.id(0xf000 + number);
            documents.put(
                    "de/bill_" + older + ".json",
                    DelawareScrape.bytes(DelawareScrape.bill(older, number, "The older title")));
            documents.put(
                    "de/bill_" + newer + ".json",
                    DelawareScrape.bytes(DelawareScrape.bill(newer, number, "The newer title")));
            var vote = DelawareScrape.id(0xe000 + number);
            documents.put(
                    "de/vote_event_" + vote + ".json",
                    DelawareScrape.bytes(DelawareScrape.vote(vote, number, older)));
        }
        return documents;
    }
}
