package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What is shown of one jurisdiction, and of more than a day.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class PageScopeTest {

    private static final String BATCHES =
            """
            INSERT INTO hopper.batch (
                number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
            SELECT n, 'ocd-jurisdiction/country:us/state:' || state || '/government', 'bill', 'insert',
                   60, documents, clock_timestamp() - make_interval(hours => hours)
              FROM (VALUES (1, 'de', 11, 1), (2, 'wy', 500, 2), (3, 'de', 7, 60), (4, 'de', 3, 400))
                   AS made (n, state, documents, hours)
            """;

    private static final String RUNS =
            """
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, ended_at, counts)
            SELECT id, 'ocd-jurisdiction/country:us/state:' || state || '/government', 'directory',
                   clock_timestamp() - make_interval(hours => hours), clock_timestamp(), '{}'
              FROM (VALUES ('today', 'de', 1), ('lately', 'de', 60), ('other', 'wy', 1))
                   AS made (id, state, hours)
            """;

    private static final String REJECTED =
            """
            INSERT INTO hopper.rejected (jurisdiction_id, kind, file, message, place, expected, found)
            SELECT 'ocd-jurisdiction/country:us/state:' || state || '/government', 'bill',
                   state || ' message ' || n, '{}', 'file_path', 'a key', 'none'
              FROM (VALUES ('de'), ('wy')) AS made (state), generate_series(1, 3) AS n
            """;

    private Site site;
    private ServedPage page;

    @BeforeEach
    void serveBesideALedgerOfTwoStates() throws Exception {
        site = Site.open();
        for (var sql : new String[] {BATCHES, RUNS, REJECTED}) {
            site.execute(sql);
        }
        page = ServedPage.of(site, true);
    }

    @AfterEach
    void close() {
        page.close();
        site.close();
    }

    @Test
    void aDayOfAllIsShownUnlessSomethingElseIsAskedFor() throws Exception {
        assertThat(page.markup("/"))
                .contains("<strong>511 documents</strong> in the last 24 hours")
                .contains(">us/state:de</a></th>", ">us/state:wy</a></th>")
                .contains("<a href=\"/\" aria-current=\"true\">24 hours</a>")
                .contains("<a href=\"/?range=7d\">7 days</a>")
                .contains("id=today&of=", "id=other&of=")
                .doesNotContain("id=lately");
    }

    @Test
    void aRangeShowsAsFarBack() throws Exception {
        assertThat(page.markup("/?range=7d"))
                .contains("<strong>518 documents</strong> in the last 7 days")
                .contains("Each column is 2 h.", "id=lately&of=");
        assertThat(page.markup("/?range=30d"))
                .contains("<strong>521 documents</strong> in the last 30 days")
                .contains("The chart as a table, by day");
    }

    @Test
    void aJurisdictionShowsItsOwn() throws Exception {
        var html = page.markup("/?jurisdiction=de&range=7d");

        assertThat(html)
                .contains("<strong>18 documents</strong>", "are of us/state:de")
                .contains("<option value=\"us/state:de\" selected>")
                .contains("3 documents by 1 reason", "de message 3", "Replay 3<")
                .contains("<a href=\"/?range=30d&jurisdiction=us%2Fstate%3Ade\">30 days</a>")
                .doesNotContain(">us/state:wy</a></th>", "id=other&of=", "wy message");
    }

    @Test
    void theButtonOfAJurisdictionPutsBackItsOwn() throws Exception {
        var html = page.markup("/?jurisdiction=de");
        assertThat(html).contains("action=\"/replay?jurisdiction=us%2Fstate%3Ade\"");

        var answer = page.post("/replay?jurisdiction=de", ServedPage.firstForm(html));

        assertThat(answer.headers().get("location"))
                .startsWith("/?jurisdiction=us%2Fstate%3Ade&note=");
        assertThat(site.waiting()).isEqualTo(3);
    }

    @Test
    void whatNamesNothingIsRefused() throws Exception {
        var jurisdiction = page.get("/?jurisdiction=zz");
        assertThat(jurisdiction.status()).isEqualTo(400);
        assertThat(jurisdiction.body()).contains("found \"zz\": the nearest is");

        var range = page.get("/?range=9d");
        assertThat(range.status()).isEqualTo(400);
        assertThat(range.body()).contains("expected 24h, 7d or 30d, found \"9d\"");
        assertThat(page.get("/?range=%zz").status()).isEqualTo(400);
    }
}
