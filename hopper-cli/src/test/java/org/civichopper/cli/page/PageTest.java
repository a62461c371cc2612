package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the page says of a bucket, a queue and a database, and what its button does.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class PageTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private Site site;
    private ServedPage page;

    @BeforeEach
    void serveBesideASiteWithASession() {
        site = Site.open();
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
        site.tick();
        page = ServedPage.of(site, true);
    }

    @AfterEach
    void close() {
        page.close();
        site.close();
    }

    @Test
    void whereNothingEverCameThePageSaysHowToBegin() throws Exception {
        try (var empty = Site.open();
                var its = ServedPage.of(empty, false)) {
            assertThat(its.get("/").body())
                    .contains("<title>All is well · Hopper</title>")
                    .contains("Nothing has come yet: how to begin", "hopper upload --realtime");
        }
        assertThat(page.get("/").body()).doesNotContain("how to begin");
    }

    @Test
    void theTablesAreThereWithoutAScript() throws Exception {
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        site.tick();

        var html = page.get("/").body();

        assertThat(html)
                .contains("All is well.", ">us/state:de</a></th>", "<th scope=\"row\">bill</th>")
                .contains("<caption", "<main id=\"main\"", "<nav aria-label", "<html lang=\"en\">");
        assertThat(number(html, "step-database")).isEqualTo("2");
        assertThat(number(html, "end-rejected")).isEqualTo("0");
    }

    @Test
    void loadsOfWholeDataSetsStandThereOnceThereAreAny() throws Exception {
        assertThat(page.get("/").body()).doesNotContain("Loads of whole data sets");
        try (var connection =
                DatabaseUrl.parse(site.env().get("DATABASE_URL")).dataSource().getConnection()) {
            LoadSchema.prepare(connection);
        }
        site.execute(
                """
                INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, error, ended_at)
                VALUES ('311', 'city_311 full 2020', 'full', '{}', 'failed', '<b>', now())
                """);

        page.close();
        page = ServedPage.of(site, true); // a reading is good for two seconds
        var html = page.get("/").body();

        assertThat(html)
                .contains(
                        "Loads of whole data sets",
                        "<th scope=\"row\">311, city_311 full 2020</th>")
                .containsPattern("failed [0-9]+ s ago: &lt;b&gt;")
                .contains("#loads")
                .doesNotContain("<b>");
    }

    @Test
    void aDatabaseThatOnlyEverSawLoadsShowsThem() throws Exception {
        var url = TestDatabases.empty();
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection()) {
            LoadSchema.prepare(connection);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        """
                        INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, ended_at)
                        VALUES ('311', 'city_311 full 2020', 'full', '{}', 'completed', now())
                        """);
            }
            connection.commit();
        }

        page.close();
        page = ServedPage.at(url, site);

        assertThat(page.get("/").body())
                .contains("the realtime way has no tables here: hopper db init makes them")
                .contains("<th scope=\"row\">311, city_311 full 2020</th>");
    }

    @Test
    void whatDocumentsSayNeverBecomesMarkup() throws Exception {
        deliverWithChamber(SCRIPT);

        var html = page.get("/").body();

        assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain(SCRIPT);
        assertThat(number(html, "end-rejected")).isEqualTo("1");
    }

    @Test
    void theButtonPutsBackWhatFailed() throws Exception {
        site.execute(
                "ALTER TABLE opencivicdata_bill ADD CONSTRAINT fault CHECK (title <> 'Fault')");
        site.deliver("de/bill_1.json", DelawareScrape.bill("00000001", 1, "Fault"));
        site.tick();
        var before = page.get("/").body();
        assertThat(number(before, "end-rejected")).isEqualTo("1");
        site.execute("ALTER TABLE opencivicdata_bill DROP CONSTRAINT fault");

        var answer = page.post("/replay", ServedPage.firstForm(before));

        assertThat(answer.status()).isEqualTo(303);
        var place = answer.headers().get("location");
        assertThat(page.get(place.substring(0, place.indexOf('#'))).body())
                .contains("Put back 1 document", "Nothing is rejected, failing or a dead letter.");
        assertThat(page.get("/").body()).as("another browser").doesNotContain("Put back");
        site.tick();
        assertThat(site.rows("SELECT title FROM opencivicdata_bill")).containsExactly("Fault");
    }

    @Test
    void manyAreNotPutBackWithoutAQuestion() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.rejected (jurisdiction_id, kind, file, message, place, expected, found)
                SELECT '%s', 'bill', 'message ' || n, '{}', 'file_path', 'a key', 'none'
                  FROM generate_series(1, 21) AS n
                """
                        .formatted(Site.DELAWARE));
        var form = ServedPage.firstForm(page.get("/").body());

        var question = page.post("/replay", form);
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.body()).contains("Replay 21 documents?", "Back, without replaying");
        assertThat(site.waiting()).isZero();

        var sure = ServedPage.firstForm(question.body()) + "sure=yes";
        assertThat(page.post("/replay", sure).status()).isEqualTo(303);
        assertThat(site.waiting()).isEqualTo(21);
    }

    @Test
    void withoutTheLeaveToReplayThereIsNoButton() throws Exception {
        deliverWithChamber("nowhere");

        try (var readOnly = ServedPage.of(site, false)) {
            assertThat(readOnly.get("/").body())
                    .contains("only for reading", "hopper failures show r1")
                    .doesNotContain("method=\"post\"", "name=\"csrf\"");
        }
    }

    @Test
    void whileTheDatabaseIsAwayThePageSaysSo() throws Exception {
        var away = site.env().get("DATABASE_URL").replaceFirst(":[0-9]+/", ":1/"); // nobody listens
        try (var server = ServedPage.at(away, site)) {
            assertThat(server.get("/"))
                    .satisfies(answer -> {
                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(answer.body())
                                .contains("The database does not answer.", "never read")
                                .contains("Nothing is known yet.", "message");
                    });
        }
    }

    @Test
    void whoWatchesGetsWhatChangesWhileItDoes() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(page.uri().resolve("/events")).build();
            var events = client.send(request, BodyHandlers.ofInputStream());
            assertThat(events.headers().firstValue("content-type"))
                    .hasValue("text/event-stream; charset=utf-8");
            try (var lines = events.body()) {
                var reader =
                        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
                assertThat(partWith(reader, "path", "end-archived")).contains("<strong>1</strong>");

                site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
                site.tick();

                assertThat(
                                partWith(
                                        reader,
                                        "path",
                                        "<strong>2</strong> <span>documents in 24 hours"))
                        .contains("end-archived");
            }
        }
    }

    // The next part of this name that has this in it.
    private static String partWith(BufferedReader lines, String name, String wanted)
            throws Exception {
        var part = new StringBuilder();
        var isPart = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                isPart = line.equals("event: " + name);
            } else if (line.startsWith("data: ") && isPart) {
                part.append(line.substring("data: ".length())).append('\n');
            } else if (line.isEmpty()) {
                if (part.indexOf(wanted) >= 0) {
                    return part.toString();
                }
                part.setLength(0);
            }
        }
        throw new AssertionError("expected a part " + name + " with " + wanted + ", found none");
    }

    private void deliverWithChamber(String chamber) {
        site.deliver(
                DelawareScrape.billKey(1),
                DelawareScrape.bill(1)
                        .replace(
                                "\\\"classification\\\": \\\"lower",
                                "\\\"classification\\\": \\\"" + chamber));
        site.tick();
    }

    // The large number in an element.
    private static String number(String html, String id) {
        var element = html.substring(html.indexOf("id=\"" + id + "\""));
        var from = element.indexOf("<strong>") + "<strong>".length();
        return element.substring(from, element.indexOf("</strong>"));
    }
}
