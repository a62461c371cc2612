package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.SharedCloud;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a page says whose database goes away under it, and what once it is back.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class PageOutageTest {

    @Test
    void whileTheDatabaseIsAwayNothingClaimsToBeOfNow() throws Exception {
        try (var site = Site.open();
                var page = ServedPage.of(site, false)) {
            site.deliver(
                    DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd Assembly"));
            site.tick();
            assertThat(page.get("/").body()).contains("data-state=\"live\"");
            site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
            allowConnections(site, false);
            Thread.sleep(ServedPage.INTERVAL);

            var html = page.get("/").body();

            assertThat(html)
                    .contains("<title>! Database does not answer · Hopper</title>")
                    .contains("data-state=\"old\"", "tables as of <time")
                    .contains("<strong>The database does not answer.</strong>")
                    .contains("<a href=\"/runbook#database\">docs/runbook.md#database</a>")
                    .doesNotContain("All is well", "data-state=\"live\"");
            assertThat(part(html, "step-queue")).contains("<strong>1</strong>", "message waits");
            assertThat(part(html, "step-database"))
                    .contains("step old", "ago: 0 inserted, 1 updated");
            assertThat(part(html, "end-archived")).contains("ago: handled");
            assertThat(page.get("/title").body()).isEqualTo("! Database does not answer · Hopper");

            allowConnections(site, true);
            Thread.sleep(ServedPage.INTERVAL);
            assertThat(page.get("/").body())
                    .contains("data-state=\"live\"")
                    .doesNotContain("does not answer");
        }
    }

    private static void allowConnections(Site site, boolean allowed) throws SQLException {
        var url = site.env().get("DATABASE_URL");
        var name = DatabaseUrl.parse(url).database();
        var beside = Map.of("DATABASE_URL", url.replace("/" + name, "/postgres"));
        try (var connection = SharedCloud.superuser(beside);
                var statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE \"%s\" ALLOW_CONNECTIONS %s".formatted(name, allowed));
            if (!allowed) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                                .formatted(name));
            }
        }
    }

    private static String part(String html, String id) {
        var from = html.substring(html.indexOf("id=\"" + id + "\""));
        return from.substring(0, from.indexOf("</li>"));
    }
}
