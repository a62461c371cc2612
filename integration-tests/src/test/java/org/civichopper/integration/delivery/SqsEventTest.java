package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.integration.EventSourceMapping;
import org.civichopper.integration.FailingBucket;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The function where the queue itself triggers it: same work, another settlement.
@Execution(ExecutionMode.CONCURRENT)
class SqsEventTest {

    private static final String KEY = DelawareScrape.billKey(1);

    private Site site;
    private ImporterFunction function;

    @BeforeEach
    void openWithTheSession() {
        site = Site.open();
        function = site.function(Map.of());
        site.deliverSession();
        site.deliver(KEY, DelawareScrape.bill(1));
    }

    @AfterEach
    void close() {
        function.close();
        site.close();
    }

    @Test
    void aBatchIsImportedAndLeftToLambdaToDelete() throws Exception {
        var mapping = EventSourceMapping.of(site);

        var answer = call(mapping.event());

        assertThat(answer).isEqualTo(Map.of("batchItemFailures", List.of()));
        assertThat(site.held()).as("nothing is deleted by us").isEqualTo(2);
        assertThat(mapping.settle(answer)).isEmpty();
        assertThat(site.held() + site.waiting()).isZero();
        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill")).containsExactly("HB 1");
        assertThat(site.keys("de/")).isEmpty();
        assertThat(site.keys("archived/")).hasSize(2);
    }

    @Test
    void whatCanNeverBeImportedIsDoneAndNoFailure() throws Exception {
        site.deliver(DelawareScrape.billKey(2), "An act relating to oysters");
        site.send("An act relating to clams");
        site.announce("de/bill_never-stored.json");

        assertThat(EventSourceMapping.of(site).deliver(function)).isEmpty();

        assertThat(site.held() + site.waiting()).isZero();
        assertThat(site.count("hopper.rejected")).isEqualTo(3);
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.keys("rejected/")).hasSize(2);
    }

    @Test
    void whatTheBucketDoesNotLetUsArchiveComesAgain() throws Exception {
        try (var bucket = FailingBucket.before(site);
                var failing = site.function(bucket.endpoint())) {
            bucket.refuse("PUT"); // the copy
            var mapping = EventSourceMapping.of(site);

            assertThat(mapping.deliver(failing))
                    .containsExactlyInAnyOrderElementsOf(mapping.messageIds());
        }
        assertThat(site.keys("de/")).hasSize(2);
        assertThat(site.held() + site.waiting()).isEqualTo(2);

        Patience.until(
                Duration.ofSeconds(30), // they were given back for ten
                () -> {
                    if (site.waiting() > 0) {
                        assertThat(EventSourceMapping.of(site).deliver(function)).isEmpty();
                    }
                    return site.held() + site.waiting() == 0;
                });
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void onlyWhatFailsComesAgain() throws Exception {
        try (var bucket = FailingBucket.before(site);
                var failing = site.function(bucket.endpoint())) {
            bucket.refuse("GET"); // of the objects; the message below needs none
            site.send("An act relating to clams");
            var mapping = EventSourceMapping.of(site);

            assertThat(mapping.deliver(failing)).hasSize(2).isSubsetOf(mapping.messageIds());
        }
        assertThat(site.held() + site.waiting()).isEqualTo(2);
        assertThat(site.count("hopper.rejected")).isEqualTo(1);
    }

    @Test
    void aMessageThatIsTwiceInAnEventIsDoneOnceAndFailsOnce() throws Exception {
        var mapping = EventSourceMapping.of(site);
        try (var bucket = FailingBucket.before(site);
                var failing = site.function(bucket.endpoint())) {
            bucket.refuse("GET");
            assertThat(mapping.settle(call(failing, mapping.eventWithADouble(), Site.TIMEOUT)))
                    .containsExactlyInAnyOrderElementsOf(mapping.messageIds());
        }

        assertThat(mapping.settle(call(mapping.eventWithADouble()))).isEmpty();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.count("hopper.receipt")).isEqualTo(2);
    }

    @Test
    void moreMessagesThanABatchAreSeveralBatches() throws Exception {
        for (int number = 2; number <= 4; number++) {
            site.deliver(DelawareScrape.billKey(number), DelawareScrape.bill(number));
        }
        try (var small = site.function(Map.of("HOPPER_BATCH_SIZE", "2"))) {
            assertThat(EventSourceMapping.of(site).deliver(small)).isEmpty();
        }
        assertThat(site.count("opencivicdata_bill")).isEqualTo(4);
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void whatThereIsNoTimeForComesAgainUntouched() throws Exception {
        var mapping = EventSourceMapping.of(site);

        var failed = mapping.settle(call(function, mapping.event(), Duration.ofSeconds(10)));

        assertThat(failed).containsExactlyInAnyOrderElementsOf(mapping.messageIds());
        assertThat(site.count("hopper.receipt")).isZero();
        assertThat(site.keys("de/")).hasSize(2);
    }

    @Test
    void aDocumentThatKeepsComingIsImportedByItself() throws Exception {
        site.tick();
        site.letBillTwoTakeTooLong();
        site.deliver(DelawareScrape.billKey(2), DelawareScrape.bill(2));
        site.receiveFiveTimes(1);
        site.deliver(DelawareScrape.billKey(3), DelawareScrape.bill(3));

        assertThat(EventSourceMapping.of(site).deliver(function)).hasSize(1);

        assertThat(site.rows("SELECT file FROM hopper.failed"))
                .containsExactly(DelawareScrape.billKey(2));
        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill ORDER BY 1"))
                .containsExactly("HB 1", "HB 3");
    }

    @Test
    void withoutADatabaseTheWholeEventFails() {
        var nowhere = Map.of("DATABASE_URL", "postgresql://hopper@127.0.0.1:1/hopper");
        try (var without = site.function(nowhere)) {
            var mapping = EventSourceMapping.of(site);
            assertThatThrownBy(() -> call(without, mapping.event(), Site.TIMEOUT))
                    .hasMessageStartingWith("nothing received: ");
        }
        assertThat(site.held()).isEqualTo(2);
    }

    @Test
    void whatElseWaitsIsLeftToLambdaToBring() throws Exception {
        var mapping = EventSourceMapping.of(site);
        site.deliver(DelawareScrape.billKey(2), DelawareScrape.bill(2));

        assertThat(mapping.deliver(function)).isEmpty();

        assertThat(site.waiting()).isEqualTo(1);
        assertThat(site.count("hopper.upkeep")).as("upkeep is the schedule's").isZero();
    }

    private Map<String, Object> call(Map<String, Object> event) {
        return call(function, event, Site.TIMEOUT);
    }

    private static Map<String, Object> call(
            ImporterFunction function, Map<String, Object> event, Duration timeout) {
        return Site.invoke(function, event, timeout);
    }
}
