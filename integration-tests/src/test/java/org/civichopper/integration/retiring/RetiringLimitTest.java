package org.civichopper.integration.retiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.Kind.EVENT;
import static org.civichopper.model.document.Kind.VOTE_EVENT;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A scrape that comes by message retires a fifth of what stands at most, and more when a person
/// says so.
@Execution(ExecutionMode.CONCURRENT)
class RetiringLimitTest {

    private static final int EVENTS = 30;
    private static final String WAITS =
            "SELECT unconfirmed FROM hopper.run WHERE id = 'forged run'";

    private Site site;

    @BeforeEach
    void thirtyEventsAndVotesStand() {
        site = Site.open();
        site.deliverSession();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        for (int n = 1; n <= EVENTS; n++) {
            site.deliver("de/event_" + n + ".json", event(n));
            site.deliver("de/vote_event_" + n + ".json", vote(n));
        }
        site.tick();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void moreThanItMayWaitsForAPersonWhoIsTold() throws Exception {
        forged();
        site.tick();

        assertThat(live()).isEqualTo(EVENTS);
        assertThat(site.rows("SELECT outcome, unconfirmed FROM hopper.run"))
                .containsExactly("complete|{event}");
        var status = said("status");
        assertThat(status)
                .contains(
                        "would retire more than it may by itself: 29 event of us/state:de",
                        "hopper runs retire 'forged run'");
        var json = new JsonMapper().readTree(said("status", "--json"));
        assertThat(json.at("/unconfirmed_runs/0/id").asText()).isEqualTo("forged run");
        assertThat(json.path("concerns").findValuesAsText("cause")).contains("retire");
        assertThat(said("runs"))
                .contains("waits for a person", "would retire 29 event", "'forged run' shows");
    }

    @Test
    void aPersonSeesWhatWouldGoAndLetsItGo() throws Exception {
        forged();
        site.tick();
        site.deliver("de/event_2.json", event(2).replace("2025", "2026"));
        site.deliver("de/event_9.json", event(9));
        site.tick();

        assertThat(said("runs", "retire", "forged run"))
                .contains("would retire 28 of 31 event", "2025-05-06  Hearing ", "and 18 more");
        assertThat(live()).isEqualTo(EVENTS + 1);

        assertThat(said("runs", "retire", "forged run", "--yes")).contains("retired 28 event");
        assertThat(site.rows("SELECT name FROM opencivicdata_event WHERE NOT deleted ORDER BY 1"))
                .containsExactly("Hearing 1", "Hearing 2", "Hearing 9");
        assertThat(site.rows("SELECT unconfirmed, counts -> 'retired' FROM hopper.run"))
                .containsExactly("{}|{\"event\": 28}");
        assertThat(said("status")).doesNotContain("would retire");
    }

    @Test
    void aPersonLetsItStay() throws Exception {
        forged();
        site.tick();

        said("runs", "retire", "forged run", "--keep");

        assertThat(live()).isEqualTo(EVENTS);
        assertThat(site.rows(WAITS)).containsExactly("{}");
        assertThat(hopper("runs", "retire", "forged run").err())
                .contains("expected one that waits for a person, found none");
    }

    @Test
    void aLaterCompleteScrapeTakesTheQuestionBack() throws Exception {
        forged();
        site.tick();
        var run = new SentRun(site, "whole", Site.DELAWARE).begin();
        for (int n = 2; n <= EVENTS; n++) {
            run.bring("de/event_" + n + ".json", event(n));
        }
        run.end(EVENT);
        site.tick();

        assertThat(site.rows(WAITS)).containsExactly("{}");
        assertThat(live()).isEqualTo(EVENTS - 1);
    }

    @Test
    void votesOnTheBillsThatItNamesAreCountedForThemselves() throws Exception {
        new SentRun(site, "r", Site.DELAWARE)
                .begin()
                .bring("de/vote_event_30.json", vote(EVENTS)) // the newest
                .end(VOTE_EVENT);
        site.tick();

        assertThat(site.rows("SELECT unconfirmed FROM hopper.run")).containsExactly("{vote_event}");
        assertThat(said("runs", "retire", "r"))
                .contains("would retire 29 of 30 vote_event", "HB 1");
        said("runs", "retire", "r", "--yes");
        assertThat(site.count("opencivicdata_voteevent")).isEqualTo(1);
    }

    @Test
    void howMuchItMayIsSet() throws Exception {
        try (var bold = site.function(Map.of("HOPPER_RETIRE_AT_MOST", "1"))) {
            forged();
            Site.tick(bold);
        }
        assertThat(live()).isEqualTo(1);
    }

    private void forged() {
        new SentRun(site, "forged run", Site.DELAWARE)
                .begin()
                .bring("de/event_1.json", event(1))
                .end(EVENT);
    }

    private int live() throws SQLException {
        return site.rows("SELECT id FROM opencivicdata_event WHERE NOT deleted").size();
    }

    private String said(String... arguments) {
        return hopper(arguments).out();
    }

    private Said hopper(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--database-url", site.env().get("DATABASE_URL")));
        return Said.by(all.toArray(String[]::new));
    }

    private static String event(int number) {
        return """
        {"_id": "event %d", "name": "Hearing %d", "start_date": "2025-05-06"}
        """
                .formatted(number, number);
    }

    private static String vote(int number) {
        return DelawareScrape.vote(DelawareScrape.id(0xc000 + number), 1, DelawareScrape.id(0xb001))
                .replace("#passage", "#" + number)
                .replace("Passage", "Passage " + number);
    }
}
