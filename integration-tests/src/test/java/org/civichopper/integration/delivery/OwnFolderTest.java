package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A scraper may write its own folder, and whatever it writes there is its own jurisdiction's.
@Execution(ExecutionMode.CONCURRENT)
class OwnFolderTest {

    private static final String ALASKA = "ocd-jurisdiction/country:us/state:ak/government";
    private static final String CONGRESS = "ocd-jurisdiction/country:us/government";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String BILL = DelawareScrape.id(0xb001);

    private Site site;

    @BeforeEach
    void openWithBothSessions() {
        site =
                Site.open(
                        Map.of(
                                "HOPPER_LEFT_BEHIND_AFTER",
                                "PT2S",
                                "HOPPER_FOLDERS",
                                "de-test=" + Site.DELAWARE));
        site.deliverSession();
        deliver("ak/jurisdiction_1.json", alaskas(DelawareScrape.jurisdiction("34")), ALASKA);
        site.tick();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aMessageOfAnotherJurisdictionThanItsFoldersIsRejected() throws Exception {
        deliver("ak/bill_1.json", DelawareScrape.bill(1), Site.DELAWARE);
        site.tick();

        assertThat(site.rows("SELECT jurisdiction_id, file, place, found FROM hopper.rejected"))
                .containsExactly(
                        "%s|ak/bill_1.json|jurisdiction_id|a folder of %<s, a message of %s, a document of %<s"
                                .formatted(ALASKA, Site.DELAWARE));
        assertThat(site.count("opencivicdata_bill")).isZero();
        assertThat(site.keys("rejected/")).hasSize(2);
    }

    @Test
    void aDocumentThatSaysItIsAnotherJurisdictionsIsRejected() throws Exception {
        deliver("ak/bill_1.json", DelawareScrape.bill(1), ALASKA);
        deliver("ak/jurisdiction_2.json", DelawareScrape.jurisdiction("Taken"), ALASKA);
        deliver("nowhere/bill_1.json", DelawareScrape.bill(1), ALASKA);
        site.tick();

        assertThat(site.rows("SELECT file, found FROM hopper.rejected ORDER BY file"))
                .containsExactly(
                        "ak/bill_1.json|a folder of %s, a message of %<s, a document of %s"
                                .formatted(ALASKA, Site.DELAWARE),
                        "ak/jurisdiction_2.json|a folder of %s, a message of %<s, a document of %s"
                                .formatted(ALASKA, Site.DELAWARE),
                        "nowhere/bill_1.json|a folder of nobody known, a message of %s, a document of %s"
                                .formatted(ALASKA, Site.DELAWARE));
        assertThat(site.count("opencivicdata_bill")).isZero();
    }

    @Test
    void aScrapersRunHasNothingToDoWithWhatAnotherSendsInItsName() throws Exception {
        site.put("ak/bill_1.json", DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.send(site.message("ak/bill_1.json").replace("{", "{\"run_id\": \"delawares\", "));
        site.tick();

        assertThat(site.rows("SELECT run_id FROM hopper.rejected")).containsExactly("");
        assertThat(
                        site.rows(
                                "SELECT run_id, jurisdiction_id FROM hopper.receipt WHERE kind = 'bill'"))
                .containsExactly("|" + ALASKA);
    }

    @Test
    void aMessageThatLiesBesideOneThatDoesNotIsNotHeard() throws Exception {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1));
        site.announce("de/bill_1.json", ALASKA);
        site.drain(LONGEST);

        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.count("hopper.rejected")).isZero();
    }

    @Test
    void aMessageThatLiesAboutAnObjectDoesNotTakeItAway() throws Exception {
        site.put("de/bill_1.json", DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.announce("de/bill_1.json", ALASKA);
        site.tick();

        assertThat(site.rows("SELECT place, found FROM hopper.rejected"))
                .containsExactly(
                        "jurisdiction_id|a folder of %s, a message of %s, a document of %1$s"
                                .formatted(Site.DELAWARE, ALASKA));
        assertThat(site.keys("de/")).contains("de/bill_1.json");

        site.announce("de/bill_1.json");
        site.tick();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
    }

    @Test
    void aVoteThatNamesAnotherJurisdictionsBillByItsIdWaits() throws Exception {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1));
        site.tick();
        deliver("ak/vote_event_1.json", DelawareScrape.vote("v", 9, BILL), ALASKA);
        site.tick();

        assertThat(site.count("opencivicdata_voteevent")).isZero();
        assertThat(site.rows("SELECT awaits[1] FROM hopper.parked"))
                .containsExactly("scraped bill %s [\"%s\"]".formatted(ALASKA, BILL));

        site.deliver("de/bill_1.json", DelawareScrape.bill(BILL, 1, "Amended"));
        site.tick();
        assertThat(site.count("hopper.parked")).isEqualTo(1);

        deliver("ak/bill_1.json", alaskas(DelawareScrape.bill(1)), ALASKA);
        site.tick();
        assertThat(site.rows(BILLS_OF_VOTES)).containsExactly(ALASKA);
    }

    @Test
    void aBillThatTakesAnIdOfAnotherJurisdictionTakesNoVotes() throws Exception {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1));
        site.tick();
        deliver("ak/bill_1.json", alaskas(DelawareScrape.bill(1)), ALASKA);
        site.tick();
        site.deliver("de/vote_event_1.json", DelawareScrape.vote("v", 1, BILL));
        site.tick();

        assertThat(site.rows(BILLS_OF_VOTES)).containsExactly(Site.DELAWARE);
        assertThat(site.rows("SELECT jurisdiction_id FROM hopper.scraped_id WHERE kind = 'bill'"))
                .containsExactlyInAnyOrder(ALASKA, Site.DELAWARE);
    }

    @Test
    void anAgendaWaitsForItsOwnJurisdictionsId() throws Exception {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1));
        site.tick();
        deliver(
                "ak/event_1.json",
                """
                {"_id": "e", "name": "Hearing", "start_date": "2025-05-06", "agenda": [
                  {"description": "Item", "related_entities": [
                    {"name": "HB 1", "entity_type": "bill", "bill_id": "%s"}]}]}
                """
                        .formatted(BILL),
                ALASKA);
        site.tick();
        site.deliver("de/bill_1.json", DelawareScrape.bill(BILL, 1, "Amended"));
        site.tick();
        assertThat(site.rows("SELECT bill_id FROM opencivicdata_eventrelatedentity"))
                .containsExactly("");

        deliver("ak/bill_1.json", alaskas(DelawareScrape.bill(1)), ALASKA);
        site.tick();
        assertThat(
                        site.rows(
                                """
                                SELECT s.jurisdiction_id
                                  FROM opencivicdata_eventrelatedentity r
                                  JOIN opencivicdata_bill b ON b.id = r.bill_id
                                  JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
                                """))
                .containsExactly(ALASKA);
    }

    @Test
    void whatCongressLeavesBehindIsFound() throws Exception {
        site.put("usa/jurisdiction_1.json", DelawareScrape.bytes(congress()));

        assertLeftBehindIsImported(CONGRESS);
    }

    @Test
    void aFolderMayBeNamedInTheSettings() throws Exception {
        var renamed = DelawareScrape.jurisdiction("Renamed");
        site.put("de-test/jurisdiction_1.json", DelawareScrape.bytes(renamed));

        assertLeftBehindIsImported(Site.DELAWARE);
        deliver("de-test/jurisdiction_2.json", congress(), CONGRESS);
        site.tick();
        assertThat(site.rows("SELECT file FROM hopper.rejected"))
                .containsExactly("de-test/jurisdiction_2.json");
    }

    private static final String BILLS_OF_VOTES =
            """
            SELECT s.jurisdiction_id
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_bill b ON b.id = v.bill_id
              JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
            """;

    private void assertLeftBehindIsImported(String jurisdictionId) {
        Patience.until(
                LONGEST,
                () -> {
                    site.tick();
                    return site.rows(
                                    """
                                    SELECT jurisdiction_id, outcome FROM hopper.receipt
                                     WHERE object_key ~ '^(usa|de-test)/'
                                    """)
                            .equals(List.of(jurisdictionId + "|update"));
                });
    }

    private void deliver(String key, String document, String jurisdictionId) {
        site.put(key, DelawareScrape.bytes(document));
        site.announce(key, jurisdictionId);
    }

    private static String alaskas(String document) {
        return document.replace("state:de", "state:ak");
    }

    private static String congress() {
        return DelawareScrape.jurisdiction("119th Congress")
                .replace("/state:de", "")
                .replace("\"state\"", "\"country\"");
    }
}
