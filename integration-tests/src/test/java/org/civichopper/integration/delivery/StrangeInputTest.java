package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What looks like an attack, or is one, and must neither stop the function nor keep others
/// waiting.
@Execution(ExecutionMode.CONCURRENT)
class StrangeInputTest {

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
    void aTimeThatNobodyCanMeanIsNoTimeAtAll() throws Exception {
        site.deliver("de/bill_904.json", odd("scraped-before-christ.json"));
        site.deliver("de/bill_905.json", odd("scraped-in-the-year-12026.json"));
        var metadata = Map.of("hopper-first-modified", "+1000000000-12-31T23:59:59.999999999Z");
        site.put("de/bill_1.json", DelawareScrape.bytes(DelawareScrape.bill(1)), metadata);
        site.announce("de/bill_1.json");
        site.put("de/bill_2.json", DelawareScrape.bytes(DelawareScrape.bill(2)));
        site.send(
                site.message("de/bill_2.json")
                        .replace("{", "{\"sent_at\": \"-999999999-01-01T00:00:00Z\", "));

        assertThat(site.tick()).containsEntry("documents", Map.of("insert", 4, "update", 1));
    }

    @Test
    void anObjectThatClaimsToComeFromTheFutureIsNotNewestForEver() throws Exception {
        var future = Map.of("hopper-first-modified", "2800-01-01T00:00:00Z");
        site.put("de/bill_1.json", bill("00000001", "Claimed"), future);
        site.announce("de/bill_1.json");
        site.tick();
        site.deliver("de/bill_2.json", bill("00000002", "Amended"));
        site.tick();

        assertThat(site.rows("SELECT title FROM opencivicdata_bill")).containsExactly("Amended");
    }

    @Test
    void aMessageWithANulIsSetAsideAlone() throws Exception {
        site.put("de/bill_1.json", DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.send(site.message("de/bill_1.json").replace("/state:de/", "/state:de\\u0000/"));
        site.tick();

        assertThat(site.rows("SELECT place, expected FROM hopper.rejected"))
                .containsExactly("jurisdiction_id|text without control characters");
        assertThat(site.count("opencivicdata_legislativesession")).isEqualTo(2);
    }

    @Test
    void whatIsOfNoJurisdictionThatStandsIsSetAside() throws Exception {
        var nowhere = "ocd-jurisdiction/country:us/state:zz/government";
        site.put(
                "zz/organization_1.json",
                DelawareScrape.bytes(
                        "{\"_id\": \"1\", \"name\": \"Rules\", \"classification\": \"committee\"}"));
        site.put(
                "zz/event_1.json",
                DelawareScrape.bytes(
                        "{\"_id\": \"2\", \"name\": \"Hearing\", \"start_date\": \"2026-01-04\"}"));
        site.announce("zz/organization_1.json", nowhere);
        site.announce("zz/event_1.json", nowhere);
        site.tick();

        assertThat(site.rows("SELECT file, place, expected, found FROM hopper.rejected"))
                .containsExactlyInAnyOrder(
                        "zz/organization_1.json|jurisdiction_id"
                                + "|the organization of a jurisdiction that stands|"
                                + nowhere,
                        "zz/event_1.json|jurisdiction_id"
                                + "|the event of a jurisdiction that stands|"
                                + nowhere);
    }

    @Test
    void oneVoteUnderTwoKeysWaitsOnce() throws Exception {
        var vote = DelawareScrape.votes().entrySet().iterator().next();
        site.deliver(vote.getKey(), vote.getValue());
        site.deliver(vote.getKey() + ".gz", DelawareScrape.gzip(vote.getValue()));

        assertThat(site.tick()).containsEntry("postponed", 0);
        assertThat(site.count("hopper.parked")).isEqualTo(1);
    }

    @Test
    void aVoteThatWaitsForAnIdOfTwoLinesIsFoundByIt() throws Exception {
        var scrapedId = "one\\ntwo";
        site.deliver(
                "de/vote_event_1.json",
                """
                {"identifier": "1", "motion_text": "Passage", "start_date": "2025-05-06",
                 "result": "pass", "organization": "~{\\"classification\\": \\"lower\\"}",
                 "legislative_session": "153", "bill": "%s", "_id": "1"}
                """
                        .formatted(scrapedId));
        site.tick();
        site.deliver("de/bill_1.json", DelawareScrape.bill(scrapedId, 1, "Of two lines"));
        site.tick();

        assertThat(site.count("hopper.parked")).isZero();
        assertThat(site.count("opencivicdata_voteevent")).isEqualTo(1);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMillionLettersForABillCostNoMoreThanTheirLength() throws Exception {
        site.deliver(
                "de/vote_event_1.json",
                """
                {"identifier": "1", "motion_text": "Passage", "start_date": "2025-05-06",
                 "result": "pass", "organization": "~{\\"classification\\": \\"lower\\"}",
                 "legislative_session": "153", "bill": "1", "bill_identifier": "%s", "_id": "1"}
                """
                        .formatted("A".repeat(1_000_000) + " ".repeat(1_000_000)));
        site.tick();

        assertThat(site.count("hopper.parked")).isEqualTo(1);
    }

    @Test
    void aWaitingDocumentThatTheDatabaseRefusesHoldsUpNobody() throws Exception {
        site.execute(
                "ALTER TABLE opencivicdata_bill ADD CHECK (title <> 'refused by the database')");
        site.tick();
        site.deliver("de/bill_906.json", odd("refused-by-the-database.json").replace("153", "154"));
        site.deliver("de/bill_1.json", DelawareScrape.bill(1).replace("\"153\"", "\"154\""));
        site.tick();
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("154th").replace("\"153\"", "\"154\""));
        site.tick();

        assertThat(site.rows("SELECT file, place FROM hopper.rejected"))
                .containsExactly("de/bill_906.json|document");
        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill")).containsExactly("HB 1");
        assertThat(site.count("hopper.parked")).isZero();
    }

    @Test
    void aWaitingDocumentThatTheRulesTakeNoLongerIsSetAside() throws Exception {
        site.tick();
        site.deliverAll(DelawareScrape.votes());
        site.tick();
        site.execute(
                """
                UPDATE hopper.parked SET content = '{}'
                 WHERE scraped_id = '0000c001-e947-11f0-8633-a2a45e751eb0'
                """);
        site.deliverAll(DelawareScrape.bills());
        site.tick();

        assertThat(
                        site.rows(
                                """
                                SELECT file, place, stored_key LIKE 'archived/%' FROM hopper.rejected
                                """))
                .containsExactly("de/vote_event_0000c001-e947-11f0-8633-a2a45e751eb0.json|_id|t");
        assertThat(site.count("opencivicdata_voteevent")).isEqualTo(DelawareScrape.VOTES - 1);
        assertThat(site.count("hopper.parked")).isZero();
    }

    private static byte[] bill(String id, String title) {
        return DelawareScrape.bytes(
                """
                {"legislative_session": "153", "identifier": "HB 1", "title": "%s", "_id": "%s"}
                """
                        .formatted(title, id));
    }

    private static String odd(String name) throws IOException {
        try (var in = StrangeInputTest.class.getResourceAsStream("/odd/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
