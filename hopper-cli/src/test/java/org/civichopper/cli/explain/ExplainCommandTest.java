package org.civichopper.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.civichopper.cli.failures.Operator;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ExplainCommandTest {

    private static final String BILL = DelawareScrape.billKey(1);

    private Site site;

    @BeforeEach
    void open() {
        site = Site.open();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void deliverSession() {
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
    }

    private Said explain(String... key) {
        return new Operator(site.env()).says(new ExplainCommand(), key);
    }

    private JsonNode json(String key) throws Exception {
        return new JsonMapper()
                .readTree(new Operator(site.env()).says(new ExplainCommand(), "--json", key).out());
    }

    @Test
    void everyNameOfABillLeadsToTheSameLife() throws Exception {
        deliverSession();
        site.deliver(BILL, DelawareScrape.bill(1));
        site.tick();
        site.deliver(BILL, DelawareScrape.bill(1).replace("part 1", "part one"));
        site.tick();
        var databaseId = site.rows("SELECT id FROM opencivicdata_bill").getFirst();
        var stored = site.keys("archived/").stream().filter(key -> key.contains("/bill_")).toList();

        var life = json(BILL);

        assertThat(life.path("receipts").findValuesAsText("outcome"))
                .containsExactly("insert", "update");
        assertThat(life.path("things").path(0).path("database_id").textValue())
                .isEqualTo(databaseId);
        assertThat(life.path("things").path(0).path("rows").path("opencivicdata_billaction"))
                .hasSize(2);
        assertThat(life.path("things").path(0).path("waits_for").toString())
                .contains("a person for the sponsor");
        for (var key :
                new String[] {
                    stored.getFirst(),
                    DelawareScrape.id(0xb001),
                    databaseId,
                    "de 153 HB 1",
                    "DE 153 hb0001"
                }) {
            var same = json(key);
            assertThat(same.path("receipts")).as(key).isEqualTo(life.path("receipts"));
            assertThat(same.path("things")).as(key).isEqualTo(life.path("things"));
        }
    }

    @Test
    void aBillThatStandsIsToldInWords() {
        deliverSession();
        site.deliver(BILL, DelawareScrape.bill(1));
        site.tick();

        assertThat(explain("de", "153", "HB 1").out())
                .contains("bill ocd-bill/")
                .contains("known as [\"153\",\"HB 1\"]")
                .contains("rows: 1 bill, 1 billabstract, 2 billaction")
                .containsPattern("insert +" + BILL)
                .containsPattern("committed \\S+ \\S+, scraped 2026-01-04 08:31:20");
    }

    @Test
    void aVoteThatWaitsForItsBillIsToldFromBothEnds() throws Exception {
        deliverSession();
        var vote = "de/vote_event_1.json";
        site.deliver(vote, DelawareScrape.vote("1", 1, DelawareScrape.id(0xb001)));
        site.tick();

        assertThat(json(vote).path("parked").path(0).path("awaits").toString())
                .contains("[\\\"153\\\",\\\"HB 1\\\"]");
        assertThat(explain(vote).out()).contains("bill HB 1 of session 153");
        assertThat(explain("de", "153", "HB", "1").out()).contains("Waited for by").contains(vote);
        assertThat(explain(DelawareScrape.id(0xb001)).out()).contains(vote);
    }

    @Test
    void aRejectionAndItsReplayBelongToTheLife() throws Exception {
        deliverSession();
        site.deliver(BILL, DelawareScrape.bill(1).replace("\"2025-03-06\"", "7"));
        site.tick();
        new Operator(site.env()).replay("r1");

        var life = json(BILL);

        assertThat(life.path("receipts").findValuesAsText("outcome")).containsExactly("rejected");
        assertThat(life.path("failures").path(0).path("id").textValue()).isEqualTo("r1");
        assertThat(life.path("failures").path(0).path("replayed_at").isTextual()).isTrue();
        assertThat(explain(BILL).out()).contains("was put back at");
    }

    @Test
    void ofWhatNobodyKnowsItSaysAsWhatItWasLookedFor() {
        assertThat(explain("de/bill_9.json"))
                .satisfies(said -> assertThat(said.exitCode()).isOne())
                .satisfies(said ->
                        assertThat(said.err())
                                .isEqualTo(
                                        "hopper: de/bill_9.json: nothing is known of it, neither as"
                                                + " an object key nor as a scraper's _id nor as an id"
                                                + " of the database: look at its spelling, or send"
                                                + " it\n"));
        assertThat(explain("de", "153", "HB 99").err()).contains("nor as a bill");
    }
}
