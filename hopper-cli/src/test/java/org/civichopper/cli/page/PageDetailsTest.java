package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the rows of the page open.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class PageDetailsTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

    private Site site;
    private ServedPage page;

    @BeforeEach
    void serveBesideAScrapeWithAGoodAndABadBill() throws Exception {
        site = Site.open();
        new SentRun(site, "nightly 7", Site.DELAWARE)
                .begin()
                .bring(
                        DelawareScrape.JURISDICTION_KEY,
                        DelawareScrape.jurisdiction("153rd General Assembly"))
                .bring(DelawareScrape.billKey(1), DelawareScrape.bill(1))
                .bring(
                        DelawareScrape.billKey(3),
                        DelawareScrape.bill(3)
                                .replace(
                                        "\\\"classification\\\": \\\"lower",
                                        "\\\"classification\\\": \\\"" + SCRIPT))
                .end();
        site.tick();
        page = ServedPage.of(site, false);
    }

    @AfterEach
    void close() {
        page.close();
        site.close();
    }

    @Test
    void aRunOpensWithItsCountsWhatFailedAndWhatItBrought() throws Exception {
        var run = page.get(linkTo("/run?"));

        assertThat(run.status()).isEqualTo(200);
        assertThat(run.body())
                .contains("<title>Run nightly 7 · Hopper</title>", "a scrape")
                .contains("<th scope=\"row\">bill</th><td class=\"number\">1</td>")
                .contains("<h2>Rejected, and not put back</h2>", "href=\"/failure?id&#x3D;r1\"")
                .contains("&lt;script&gt;")
                .contains("href=\"/document?key&#x3D;" + Scope.encoded(DelawareScrape.billKey(1)))
                .doesNotContain(SCRIPT);
    }

    @Test
    void aFailureOpensWithItsDocumentAndThePlaceMarked() throws Exception {
        var failure = page.get(linkTo("/failure?"));

        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.body())
                .contains(
                        "<title>r1: ",
                        "<dt>expected</dt>",
                        "run</dt><dd><a href=\"/run?id&#x3D;nightly+7")
                .contains("rejected/", "hopper replay r1")
                .containsPattern("class=\"line marked\">.*&lt;script&gt;alert\\(1\\)")
                .doesNotContain(SCRIPT);
    }

    @Test
    void aReasonOpensWithTheDocumentsThatFailedForIt() throws Exception {
        var reason = page.get(linkTo("/reason?"));

        assertThat(reason.status()).isEqualTo(200);
        assertThat(reason.body())
                .contains("1 document.", "href=\"/failure?id&#x3D;r1\"", "&lt;script&gt;")
                .doesNotContain(SCRIPT);
    }

    @Test
    void aDocumentOpensWithItsLife() throws Exception {
        var key = DelawareScrape.billKey(1);
        var life = page.get("/document?key=" + Scope.encoded(key));

        assertThat(life.status()).isEqualTo(200);
        assertThat(life.body())
                .contains("<h1>" + key + "</h1>", "What stands: bill", "ocd-bill/", "1 bill, ")
                .contains("<th scope=\"row\">inserted</th>", "data-label=\"committed\"><time")
                .contains("by run <a href=\"/run?id&#x3D;nightly+7&amp;of&#x3D;ocd-jurisdiction");
        assertThat(page.get("/document?key=de+153+HB+1").body()).contains("What stands: bill");
        assertThat(page.get("/document?key=" + Scope.encoded(DelawareScrape.billKey(3))).body())
                .contains("<h2>Failed</h2>", "href=\"/failure?id&#x3D;r1\"", "&lt;script&gt;")
                .doesNotContain(SCRIPT);
    }

    @Test
    void whatIsNotThereIsSaidToBeNotThere() throws Exception {
        var unknown = page.get("/document?key=" + Scope.encoded(SCRIPT));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body())
                .contains("Nothing is known of it, neither as a scraper&#39;s _id")
                .doesNotContain(SCRIPT);
        assertThat(page.get("/document").status()).isEqualTo(400);
        assertThat(page.get("/failure?id=r99").status()).isEqualTo(404);
        assertThat(page.get("/failure?id=99").status()).isEqualTo(400);
        assertThat(page.get("/run?id=x&of=y").status()).isEqualTo(404);
        assertThat(page.get("/reason?id=x").status()).isEqualTo(404);
        assertThat(page.post("/run", "").status()).isEqualTo(405);
    }

    @Test
    void whatNeedsAPersonLeadsToItsSectionOfTheRunbook() throws Exception {
        var html = page.markup("/");
        assertThat(html)
                .contains("<a href=\"/runbook#rejected\">docs/runbook.md#rejected</a>")
                .containsPattern("<title>! [^<]*[Rr]ejected");

        assertThat(page.get("/runbook").body())
                .contains("<h2 id=\"rejected\">Rejected</h2>", "<h2 id=\"dead-letters\">")
                .contains("<h2 id=\"stuck\">", "<h2 id=\"database\">", "<h2 id=\"loads\">")
                .doesNotContain("](#", "**");
    }

    private String linkTo(String beginning) throws Exception {
        return LINK.matcher(page.markup("/"))
                .results()
                .map(link -> link.group(1))
                .filter(link -> link.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
