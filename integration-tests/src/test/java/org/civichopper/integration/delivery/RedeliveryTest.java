package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.integration.FailingBucket;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Nothing is lost: whatever stops between two steps, the message comes again, and the end is the
/// same.
@Execution(ExecutionMode.CONCURRENT)
class RedeliveryTest {

    private static final String KEY = "de/bill_1.json";

    private Site site;

    @BeforeEach
    void openWithTheSession() {
        site = Site.open();
        site.deliverSession();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aMessageForContentThatWasOverwrittenIsDoneAndTouchesNothing() throws Exception {
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.send(site.messageForOtherContent(KEY));

        assertThat(site.tick())
                .containsEntry("messages", 2)
                .containsEntry("documents", Map.of("update", 1)); // the session's

        assertThat(site.waiting() + site.held()).isZero();
        assertThat(site.keys("de/")).containsExactly(KEY);
        assertThat(site.count("hopper.rejected")).isZero();
    }

    @Test
    void anObjectsOwnMessageIsHeardBesideOneForOtherContent() throws Exception {
        site.deliver(KEY, DelawareScrape.bill(1));
        site.send(site.messageForOtherContent(KEY));

        site.tick();

        assertThat(site.rows("SELECT outcome FROM hopper.receipt WHERE kind = 'bill'"))
                .containsExactly("insert");
        assertThat(site.waiting() + site.held()).isZero();
    }

    @Test
    void withoutADatabaseNothingIsReceived() {
        var nowhere = Map.of("DATABASE_URL", "postgresql://hopper@127.0.0.1:1/hopper");
        try (var function = site.function(nowhere)) {
            assertThatThrownBy(() -> Site.tick(function))
                    .hasMessageStartingWith("nothing received: ")
                    .hasMessageContaining("127.0.0.1:1");
        }
        assertThat(site.waiting()).isEqualTo(1);
        assertThat(site.held()).isZero();
    }

    @Test
    void aReadOnlyDatabaseReceivesNothingEither() throws Exception {
        site.execute(
                "ALTER DATABASE \"" + site.bucket() + "\" SET default_transaction_read_only = on");

        assertThatThrownBy(site::tick)
                .hasMessageContaining("expected a database that can be written to");
        assertThat(site.waiting()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksWhileImportingGivesTheMessagesBack() throws Exception {
        site.deliver(KEY, DelawareScrape.bill(1));
        try (var blocked = BlockedImport.begin(site)) {
            blocked.breakOff();
            assertThat(blocked.goOn()).containsEntry("postponed", 2);
        }
        assertThat(site.held() + site.waiting()).isEqualTo(2);
        assertThat(site.keys("de/")).hasSize(2);
        assertThat(site.count("hopper.receipt")).isZero();

        site.announce(DelawareScrape.JURISDICTION_KEY);
        site.announce(KEY);
        site.tick();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void aBucketThatFailsAfterTheCommitMakesTheSecondTimeANoop() throws Exception {
        try (var bucket = FailingBucket.before(site);
                var function = site.function(bucket.endpoint())) {
            site.deliver(KEY, DelawareScrape.bill(1));
            bucket.refuse("PUT"); // the copy
            assertThat(Site.tick(function)).containsEntry("postponed", 2);
            assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
            assertThat(site.keys("archived/")).isEmpty();

            site.announce(KEY);
            bucket.refuse("DELETE"); // of what was copied
            assertThat(Site.tick(function))
                    .containsEntry("documents", Map.of("noop", 1))
                    .containsEntry("postponed", 1);
            assertThat(site.keys(KEY)).hasSize(1);
            assertThat(site.held() + site.waiting()).as("no message is gone").isEqualTo(3);

            site.announce(KEY);
            bucket.refuse("nothing");
            assertThat(Site.tick(function)).containsEntry("postponed", 0);
            assertThat(site.keys(KEY)).isEmpty();
            assertThat(site.keys("archived/")).hasSize(1);
        }
    }

    @Test
    void aRejectedDocumentThatCannotBePutAwayIsRejectedOnce() throws Exception {
        try (var bucket = FailingBucket.before(site);
                var function = site.function(bucket.endpoint())) {
            site.deliver(KEY, "An act relating to oysters");
            bucket.refuse("DELETE");
            Site.tick(function);
            site.announce(KEY);
            bucket.refuse("nothing");
            Site.tick(function);
        }
        assertThat(site.keys(KEY)).isEmpty();
        assertThat(site.keys("rejected/")).hasSize(2);
        assertThat(site.count("hopper.rejected")).isEqualTo(1);
    }

    @Test
    void aMessageThatComesAgainAfterItsWorkIsDoneIsAcknowledged() throws Exception {
        site.deliver(KEY, DelawareScrape.bill(1));
        site.announce(KEY);
        site.tick();
        site.announce(KEY);

        assertThat(site.tick())
                .containsEntry("messages", 1)
                .containsEntry("documents", Map.of())
                .containsEntry("postponed", 0);
        assertThat(site.held() + site.waiting()).isZero();
        assertThat(site.count("hopper.rejected")).isZero();
        assertThat(site.keys("archived/")).hasSize(2);
    }

    @Test
    void aMessageWhoseObjectNeverCameIsSetAside() throws Exception {
        site.announce("de/bill_never-stored.json");
        site.tick();

        assertThat(site.rows("SELECT file, place, expected, found FROM hopper.rejected"))
                .containsExactly(
                        "de/bill_never-stored.json|object|the object that the message names|none");
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void aDocumentThatAlwaysTakesTooLongTakesNobodyAlongForEver() throws Exception {
        site.tick();
        site.letBillTwoTakeTooLong();
        site.deliver(KEY, DelawareScrape.bill(1));
        site.deliver(DelawareScrape.billKey(2), DelawareScrape.bill(2));
        site.receiveFiveTimes(2);

        assertThat(site.tick()).containsEntry("postponed", 1);

        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill")).containsExactly("HB 1");
        assertThat(site.rows("SELECT file, error FROM hopper.failed"))
                .singleElement()
                .asString()
                .startsWith(DelawareScrape.billKey(2) + "|")
                .contains("statement timeout");
        assertThat(site.held()).isEqualTo(1);
    }

    @Test
    void aBatchThatTheClockEndsIsDividedUntilTheSlowOneStandsAlone() throws Exception {
        site.tick();
        site.letBillTwoTakeTooLong();
        for (int number = 1; number <= 5; number++) {
            site.deliver(DelawareScrape.billKey(number), DelawareScrape.bill(number));
        }

        assertThat(site.tick()).containsEntry("postponed", 1);

        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill ORDER BY 1"))
                .containsExactly("HB 1", "HB 3", "HB 4", "HB 5");
        assertThat(site.rows("SELECT file FROM hopper.failed"))
                .containsExactly(DelawareScrape.billKey(2));
    }

    @Test
    void aDocumentThatBreaksTheConnectionHoldsUpNoneThatIsTriedAlone() throws Exception {
        site.tick();
        site.letBillTwo("PERFORM pg_terminate_backend(pg_backend_pid())");
        for (int number = 1; number <= 3; number++) {
            site.deliver(DelawareScrape.billKey(number), DelawareScrape.bill(number));
        }
        site.receiveFiveTimes(3);

        assertThat(site.tick()).containsEntry("postponed", 1);

        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill ORDER BY 1"))
                .containsExactly("HB 1", "HB 3");
        assertThat(site.rows("SELECT file FROM hopper.failed"))
                .containsExactly(DelawareScrape.billKey(2));
    }

    @Test
    void aBatchThatTheMemoryIsTooSmallForIsDivided() throws Exception {
        site.deliver(KEY, DelawareScrape.bill(1));
        Steps tooMuchOnce =
                new Steps() {
                    private boolean first = true;

                    @Override
                    public void reached(Step step) {
                        if (step == Step.COMPARED && first) {
                            first = false;
                            throw new OutOfMemoryError("as if");
                        }
                    }
                };
        try (var function = site.function(tooMuchOnce)) {
            assertThat(Site.tick(function)).containsEntry("postponed", 0);
        }

        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.count("hopper.failed")).isZero();
    }

    @Test
    void whatCountsAsTooLargeCanBeSaid() throws Exception {
        site.tick();
        site.deliver(KEY, DelawareScrape.bill(1));
        try (var function = site.function(Map.of("HOPPER_LARGEST_DOCUMENT", "1000"))) {
            assertThat(Site.tick(function)).containsEntry("documents", Map.of("rejected", 1));
        }
        assertThat(site.rows("SELECT expected FROM hopper.rejected"))
                .containsExactly("at most 1000 bytes");
    }

    @Test
    void anObjectThatIsOverwrittenWhileTheOldIsImportedIsImportedByItsOwnMessage()
            throws Exception {
        try (var blocked = BlockedImport.begin(site)) {
            site.deliver(
                    DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("The newer name"));
            assertThat(blocked.goOn()).containsEntry("postponed", 0);
        }
        site.tick();

        assertThat(
                        site.rows(
                                """
                                SELECT name FROM opencivicdata_legislativesession
                                 WHERE identifier = '153'
                                """))
                .containsExactly("The newer name");
        assertThat(site.keys("de/")).isEmpty();
        assertThat(site.keys("archived/"))
                .anySatisfy(key -> assertThat(site.object(key)).contains("The newer name"));
        assertThat(site.held() + site.waiting()).isZero();
    }
}
