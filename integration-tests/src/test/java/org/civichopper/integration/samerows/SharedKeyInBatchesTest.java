package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.civichopper.cli.explain.ExplainCommand;
import org.civichopper.cli.failures.Operator;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Documents of one scrape that share a key and differ, and come in batches of their own.
@Execution(ExecutionMode.CONCURRENT)
class SharedKeyInBatchesTest {

    private static final String OLDER = "00000001-e947-11f0-8633-a2a45e751eb0";
    private static final String NEWER = "00000002-e947-11f0-8633-a2a45e751eb0";
    private static final String LOST = "SELECT file, winner, differs FROM hopper.superseded";

    private Site site;
    private SentRun run;

    @BeforeEach
    void twoBills() {
        site = Site.open();
        site.deliverSession();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        site.deliver(DelawareScrape.billKey(2), DelawareScrape.bill(2));
        site.tick();
        run = new SentRun(site, "a scrape", Site.DELAWARE).begin();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String key(String id) {
        return "de/vote_event_" + id + ".json";
    }

    /// A roll call on several bills, as one of them brings it.
    private static String vote(String id, int bill) {
        return DelawareScrape.vote(id, bill, "~{\\\"identifier\\\": \\\"HB " + bill + "\\\"}")
                .replace("HB " + bill + "#passage", "block vote")
                .replace(
                        "\"_id\"",
                        "\"scraped_at\": \"2026-01-04T08:00:0%sZ\", \"_id\""
                                .formatted(id.charAt(7)));
    }

    private void bring(String id, int bill) {
        run.bring(key(id), vote(id, bill));
        site.tick();
    }

    private Said explain(String key) {
        return new Operator(site.env()).says(new ExplainCommand(), key);
    }

    @Test
    void theOneThatComesFirstAndIsOlderIsToldWithTheOneThatTakesItsPlace() throws SQLException {
        bring(OLDER, 1);
        bring(NEWER, 2);

        assertThat(site.rows(LOST).getFirst()).contains(key(OLDER), key(NEWER), "bill_id");
        assertThat(explain(key(NEWER)).out()).contains(key(OLDER), "lost to " + key(NEWER));
    }

    @Test
    void theOneThatComesLaterAndIsOlderIsSuperseded() throws SQLException {
        bring(NEWER, 2);
        bring(OLDER, 1);

        assertThat(
                        site.rows(
                                "SELECT outcome FROM hopper.receipt WHERE scraped_id = '"
                                        + OLDER
                                        + "'"))
                .containsExactly("superseded");
        assertThat(site.rows(LOST).getFirst()).contains(key(OLDER), key(NEWER), "bill_id");
        assertThat(explain(key(OLDER)).out()).contains(key(OLDER), "lost to " + key(NEWER));
    }

    @Test
    void theSameFileTwiceIsNoOther() throws SQLException {
        bring(NEWER, 2);
        bring(NEWER, 2);

        assertThat(site.rows(LOST)).isEmpty();
    }

    @Test
    void aDocumentOfAnEarlierScrapeIsOnlyOutOfDate() throws SQLException {
        bring(OLDER, 1);
        run = new SentRun(site, "the next scrape", Site.DELAWARE).begin();
        bring(NEWER, 2);

        assertThat(site.rows(LOST)).isEmpty();
    }
}
