package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a function does beside its batches: it keeps what it works on, and finds what was left
/// behind.
class UpkeepTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String KEY = DelawareScrape.billKey(1);

    private Site site;

    @BeforeEach
    void openWithTheSession() {
        site =
                Site.open(
                        Map.of(
                                "HOPPER_VISIBILITY", "PT2S",
                                "HOPPER_LEFT_BEHIND_AFTER", "PT2S",
                                "HOPPER_PARKED_FOR", "PT2S"));
        site.deliverSession();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anObjectThatNobodyToldTheQueueAboutIsFoundAndImported() throws Exception {
        site.tick();
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));

        tickUntil("SELECT count(*) FROM opencivicdata_bill", "1");

        assertThat(site.keys("de/")).isEmpty();
        assertThat(site.rows("SELECT outcome FROM hopper.receipt WHERE kind = 'bill'"))
                .containsExactly("insert");
    }

    @Test
    void anObjectWhoseOwnMessageNeverCameIsFoundBesideOneForOtherContent() throws Exception {
        site.tick();
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.send(site.messageForOtherContent(KEY));

        tickUntil("SELECT count(*) FROM opencivicdata_bill", "1");

        assertThat(site.count("hopper.rejected")).isZero();
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void whatIsInNoJurisdictionsFolderIsLeftWhereItIs() {
        site.put("nowhere/bill_1.json", DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.put("notes.txt", DelawareScrape.bytes("not a document"));
        site.tick();
        site.tick();

        assertThat(site.keys("no")).containsExactly("notes.txt", "nowhere/bill_1.json");
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void whatIsLongDoneIsForgottenByAndBy() throws Exception {
        site.deliver(KEY, DelawareScrape.bill(1));
        site.tick();
        site.execute("UPDATE hopper.receipt SET committed_at = now() - interval '401 days'");

        tickUntil("SELECT count(*) FROM hopper.receipt", "0");

        assertThat(site.count("opencivicdata_bill")).isPositive();
        assertThat(site.count("hopper.scraped_id")).isPositive();
    }

    @Test
    void aDocumentThatWaitsTooLongIsRejectedWithWhatItWaitedFor() throws Exception {
        site.deliver("de/vote_event_v.json", DelawareScrape.vote("v", 1, "unknown"));
        site.tick();
        assertThat(site.count("hopper.parked")).isEqualTo(1);

        tickUntil("SELECT count(*) FROM hopper.rejected", "1");

        assertThat(site.count("hopper.parked")).isZero();
        assertThat(
                        site.rows(
                                """
                                SELECT file, place, expected, found FROM hopper.rejected
                                 WHERE stored_key LIKE 'archived/%/de/vote_event_v.%.json'
                                """))
                .singleElement()
                .asString()
                .startsWith(
                        "de/vote_event_v.json|document|scraped bill %s [\"unknown\"] or bill "
                                .formatted(Site.DELAWARE))
                .endsWith(" within 2 seconds|none");
    }

    @Test
    void anAgendasLinkThatWaitsTooLongIsForgottenAndRejectsNothing() throws Exception {
        site.deliver(
                "de/event_e.json",
                """
                {"_id": "e", "name": "Hearing", "start_date": "2025-05-06", "agenda": [
                  {"description": "Item", "related_entities": [
                    {"name": "HB 9", "entity_type": "bill", "bill_id": "~{\\"identifier\\": \\"HB 9\\"}"}]}]}
                """);
        site.tick();
        assertThat(site.count("hopper.waiting_link")).isEqualTo(1);

        tickUntil("SELECT count(*) FROM hopper.waiting_link", "0");

        assertThat(site.count("hopper.rejected")).isZero();
        assertThat(site.count("opencivicdata_eventrelatedentity")).isEqualTo(1);
    }

    @Test
    void messagesStayOursForAsLongAsTheirBatchTakes() throws Exception {
        try (var blocked = BlockedImport.begin(site)) {
            var longerThanTheyAreVisible = Instant.now().plusSeconds(4);
            Patience.until(
                    LONGEST,
                    () -> {
                        assertThat(site.waiting()).isZero();
                        return Instant.now().isAfter(longerThanTheyAreVisible);
                    });
            assertThat(blocked.goOn()).containsEntry("postponed", 0);
        }
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void whatIsStillHeldAtTheEndIsGivenBack() {
        var queue = site.queue(Duration.ofMinutes(3));
        var messages = queue.receive(10);
        assertThat(messages).hasSize(1);

        try (var _ = queue.hold(messages, Instant.now().plusMillis(100))) {
            Patience.until(LONGEST, () -> site.waiting() == 1);
        }
    }

    private void tickUntil(String question, String answer) throws SQLException {
        Patience.until(
                LONGEST,
                () -> {
                    site.tick();
                    return site.rows(question).contains(answer);
                });
    }
}
