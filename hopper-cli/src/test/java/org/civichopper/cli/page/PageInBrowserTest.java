package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page as an operator sees it, in a real browser. Its pictures are left in `target/page/`.
@Timeout(180)
class PageInBrowserTest {

    private static final Path PICTURES = Path.of("target", "page");
    private static final int README = 880; // so high is the picture there
    private static final String SCRIPT = "<script>alert(1)</script>";

    @TempDir private Path profile;

    private Site site;
    private ServedPage page;
    private Chromium browser;

    @BeforeEach
    void openInABrowser() throws Exception {
        browser = Chromium.start(profile);
        site = Site.open();
        site.execute(
                "ALTER TABLE opencivicdata_bill ADD CONSTRAINT fault CHECK (title <> '"
                        + SCRIPT
                        + "')");
        page = ServedPage.of(site, true);
        browser.open(page.uri());
        browser.until("document.querySelector('.clock').dataset.state === 'live'");
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (page != null) {
            page.close();
            site.close();
        }
    }

    @Test
    void anOperatorSeesAnImportAFailureAndItsEndWithoutLoadingThePageAgain() throws Exception {
        assertThat(count("end-archived")).isEqualTo("0");
        assertThat(browser.evaluate("document.querySelector('#guide') !== null")).isEqualTo("true");

        site.deliverAll(DelawareScrape.documents());
        browser.until(number("step-queue") + " === '31'");
        site.tick();
        browser.until("Number(" + number("end-archived") + ") >= 30");
        browser.until("document.querySelector('#guide') === null");
        browser.until("document.querySelectorAll('#throughput .columns path').length > 1");

        site.deliver("de/bill_1.json", DelawareScrape.bill("00000001", 99, SCRIPT));
        site.tick();
        browser.until("document.querySelector('.group dd code')?.textContent === 'r1'");
        assertThat(browser.evaluate("document.querySelector('.group').textContent"))
                .contains("de/bill_1.json", "expected", "rows that the database takes", "fault");
        browser.photograph(PICTURES.resolve("failure.png"), 1280, "light");

        site.execute("ALTER TABLE opencivicdata_bill DROP CONSTRAINT fault");
        browser.evaluate("document.querySelector('.group button').click()");
        browser.until("document.querySelector('.notice.well')?.textContent.includes('Put back 1')");
        site.tick();
        browser.until("document.querySelectorAll('.group').length === 0");
        browser.until(number("end-rejected") + " === '0'");
        assertThat(site.count("opencivicdata_bill WHERE title LIKE '<script>%'")).isOne();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(url -> url.startsWith("about:") || url.startsWith(page.uri().toString()));
    }

    @Test
    void aReaderWithAKeyboardReachesEverythingAndCanHoldThePageStill() {
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('a[href], button:not([hidden]), summary, [tabindex=\"0\"]')].every(e => e.tabIndex >= 0)"))
                .isEqualTo("true");
        assertThat(
                        browser.evaluate(
                                "document.querySelectorAll('main section[aria-labelledby]').length"))
                .isEqualTo("6");
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('[aria-labelledby]')].every(e => document.getElementById(e.getAttribute('aria-labelledby')))"))
                .isEqualTo("true");

        browser.evaluate("document.getElementById('pause').click()");
        assertThat(browser.evaluate("document.querySelector('.clock').dataset.state"))
                .isEqualTo("paused");
        browser.evaluate("document.getElementById('pause').click()");
        browser.until("document.querySelector('.clock').dataset.state === 'live'");
    }

    @Test
    void aDayOfManyStatesFitsWideAndNarrowDarkAndLight() throws Exception {
        LongDay.write(site);
        browser.until("document.querySelectorAll('#freshness tbody tr').length === 7");

        browser.photograph(PICTURES.resolve("light.png"), 1280, "light");
        browser.photograph(PICTURES.resolve("dark.png"), 1280, "dark");
        if (PicturesTest.isAsked()) {
            browser.photograph(PicturesTest.DOCS.resolve("page.png"), 1280, "light", README);
        }
        for (var width : new int[] {768, 360}) {
            browser.photograph(PICTURES.resolve(width + ".png"), width, "light");
            assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(Integer.toString(width));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onATelephoneTheStateAndTheNewestHoursAreOnTheScreen() throws Exception {
        LongDay.write(site);
        browser.until("document.querySelectorAll('#freshness tbody tr').length === 7");
        browser.photograph(PICTURES.resolve("360.png"), 360, "light");

        assertThat(browser.evaluate(onScreen("#runs .state"))).isEqualTo("true");
        assertThat(browser.evaluate(onScreen("#runs tbody th"))).isEqualTo("true");
        assertThat(browser.evaluate(onScreen("#freshness .spark"))).isEqualTo("true");
        assertThat(browser.evaluate(onScreen("#throughput .ticks text:last-of-type")))
                .isEqualTo("true");
    }

    @Test
    void timesAreTheReadersAndTheTitleSaysWhatIsWrong() throws Exception {
        LongDay.write(site);
        browser.until("document.querySelectorAll('#freshness tbody tr').length === 7");
        browser.until("document.title.startsWith('! Rejected')");

        browser.setZone("America/Denver");
        browser.open(page.uri());
        browser.until("document.querySelector('.clock').dataset.state === 'live'");

        assertThat(browser.evaluate("document.querySelector('#runs thead .zone').textContent"))
                .isEqualTo("MST");
        var began = "document.querySelector('#runs td time')";
        assertThat(
                        browser.evaluate(
                                "new Date(%s.textContent + '-0700').toISOString().slice(0, 16) === %s.dateTime.slice(0, 16)"
                                        .formatted(began, began)))
                .isEqualTo("true");
    }

    @Test
    void whatIsOpenedFitsATelephoneToo() throws Exception {
        LongDay.write(site);
        site.deliver(
                DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd Assembly"));
        site.deliver("de/bill_1.json", DelawareScrape.bill("00000001", 99, SCRIPT));
        site.tick();
        browser.until("document.querySelectorAll('.group').length === 3");
        for (var row : new String[] {".group h3 a", "#runs th a", ".group dd a"}) {
            browser.open(page.uri());
            var link = browser.evaluate("document.querySelector('" + row + "').href");
            browser.open(URI.create(link));
            var name = URI.create(link).getPath().substring(1);
            for (var width : new int[] {1280, 360}) {
                browser.photograph(PICTURES.resolve(name + "-" + width + ".png"), width, "light");
                assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                        .as(name)
                        .isEqualTo(Integer.toString(width));
            }
        }
        browser.open(page.uri().resolve("/runbook#stuck"));
        browser.photograph(PICTURES.resolve("runbook.png"), 1280, "light");
        assertThat(browser.complaints()).isEmpty();
    }

    private String count(String id) {
        return browser.evaluate(number(id));
    }

    // Whole, and not scrolled away in what is around it.
    private static String onScreen(String selector) {
        return "[...document.querySelectorAll('%s')].every(e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.left >= 0 && r.right <= innerWidth; })"
                .formatted(selector);
    }

    private static String number(String id) {
        return "document.querySelector('#" + id + " .count strong').textContent";
    }
}
