package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Early is not wrong: what comes before what it names waits for it, and ends as the same rows.
@Execution(ExecutionMode.CONCURRENT)
class OutOfOrderTest {

    @Test
    void votesBeforeBillsBeforeTheirSessionWaitAndEndAsTheSameRows() throws Exception {
        try (var site = Site.open()) {
            site.deliverAll(DelawareScrape.votes());
            site.tick();
            assertThat(site.count("hopper.parked")).isEqualTo(DelawareScrape.VOTES);

            site.deliverAll(DelawareScrape.bills());
            site.tick();
            assertThat(site.count("hopper.parked"))
                    .isEqualTo(DelawareScrape.VOTES + DelawareScrape.BILLS);
            assertThat(site.keys("de/")).as("what waits is archived already").isEmpty();

            site.deliverAll(DelawareScrape.organizations());
            site.deliverSession();
            site.tick();
            assertThat(site.count("hopper.parked")).isZero();
            assertThat(site.normalizedRows()).isEqualTo(ReferenceRows.ROWS);
        }
    }

    @Test
    void votesBeforeTheirBillsWaitForEachOfThem() throws Exception {
        try (var site = Site.open()) {
            site.deliverSession();
            site.deliverAll(DelawareScrape.votes());
            site.tick();
            assertThat(site.count("hopper.parked")).isEqualTo(DelawareScrape.VOTES);

            site.deliver(DelawareScrape.billKey(3), DelawareScrape.bill(3));
            site.tick();

            assertThat(site.count("hopper.parked")).isEqualTo(DelawareScrape.VOTES - 2);
            assertThat(site.count("opencivicdata_voteevent")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 300})
    void anyOrderInBatchesOfAnySizeEndsAsTheSameRows(int batchSize) throws Exception {
        var documents = new ArrayList<>(DelawareScrape.documents().entrySet());
        Collections.shuffle(documents, new Random(batchSize));
        try (var site = Site.open(Map.of("HOPPER_BATCH_SIZE", Integer.toString(batchSize)))) {
            documents.forEach(document -> site.deliver(document.getKey(), document.getValue()));
            site.tick();

            assertThat(site.count("hopper.parked")).isZero();
            assertThat(site.normalizedRows()).isEqualTo(ReferenceRows.ROWS);
            assertThat(site.held() + site.waiting()).isZero();
        }
    }
}
