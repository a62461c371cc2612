package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.status.Inbox;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// How long the page takes over a million receipts; with `-Dhopper.page=large`, because making them
/// takes a minute.
@EnabledIfSystemProperty(named = "hopper.page", matches = "large")
class LargeLedgerPageTest {

    private static final String RECEIPTS =
            """
            INSERT INTO hopper.receipt (
                object_key, etag, put_at, content_hash, jurisdiction_id, kind, scraped_id, database_id,
                outcome, run_id, scraped_at, received_at, committed_at, batch_number)
            SELECT 'us/bill_' || n || '.json', md5(n::text), clock_timestamp(), md5(n::text),
                   'ocd-jurisdiction/country:us/state:' || (n % 50) || '/government', 'bill',
                   n::text, 'ocd-bill/' || n, 'noop', 'run-' || (n % 50),
                   clock_timestamp() - make_interval(secs => n / 10),
                   clock_timestamp() - make_interval(secs => n / 10),
                   clock_timestamp() - make_interval(secs => n / 10), n / 300
              FROM generate_series(1, 1000000) AS n
            """;

    private static final String BATCHES =
            """
            INSERT INTO hopper.batch (
                number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
            SELECT n, 'ocd-jurisdiction/country:us/state:' || (n % 50) || '/government', kind, outcome,
                   10 + (n % 90), 50, clock_timestamp() - make_interval(secs => n * 30)
              FROM generate_series(1, 3333) AS n,
                   (VALUES ('bill', 'noop'), ('bill', 'update'), ('bill', 'insert'),
                           ('vote_event', 'noop'), ('vote_event', 'insert'), ('event', 'noop'))
                   AS made (kind, outcome)
            """;

    private static final String RUNS =
            """
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, ended_at, expected, closed_at, outcome)
            SELECT 'run-' || n, 'ocd-jurisdiction/country:us/state:' || n || '/government', 'scrape',
                   clock_timestamp() - make_interval(hours => n),
                   CASE WHEN n > 0 THEN clock_timestamp() END, '{"bill": 20001}',
                   CASE WHEN n > 2 THEN clock_timestamp() END, CASE WHEN n > 2 THEN 'complete' END
              FROM generate_series(0, 49) AS n
            """;

    private static final String REJECTED =
            """
            INSERT INTO hopper.rejected (jurisdiction_id, kind, file, message, place, expected, found)
            SELECT 'ocd-jurisdiction/country:us/state:' || (n % 50) || '/government', 'bill',
                   'us/bill_' || n, '{}', 'actions[' || n || '].date', 'a date', 'none'
              FROM generate_series(1, 500) AS n
            """;

    @Test
    void thePageIsThereInAFifthOfASecond() throws Exception {
        try (var site = Site.open();
                var database =
                        Database.open(
                                DatabaseConfig.of(
                                        DatabaseUrl.parse(site.env().get("DATABASE_URL"))));
                var inbox = Inbox.of(site.env())) {
            for (var sql : new String[] {RECEIPTS, BATCHES, RUNS, REJECTED, "VACUUM ANALYZE"}) {
                site.execute(sql);
            }
            var page = page(database, inbox);
            IntStream.range(0, 10).forEach(_ -> millis(page)); // compiles, connects, plans

            var millis = IntStream.range(0, 21).mapToLong(_ -> millis(page)).sorted().toArray();

            System.out.printf(
                    "page over 1,000,000 receipts: half within %d ms, longest %d ms%n",
                    millis[10], millis[20]);
            assertThat(millis[10]).isLessThan(200);
        }
    }

    // With an interval of nothing, so that each load reads anew: the dearest there is.
    private static Page page(Database database, Inbox inbox) {
        var failures = new FailureReader(database, Optional.empty());
        var source =
                new SnapshotSource(
                        database,
                        inbox,
                        new StatusReader(database, inbox, Duration.ofMinutes(5)),
                        new FailuresSeen(failures, failures));
        return new Page(new Templates(), new Readings(source, Duration.ZERO), Optional.empty());
    }

    private static long millis(Page page) {
        var begin = System.nanoTime();
        assertThat(page.whole(new Look(Scope.ALL, ""))).contains("us/state:49");
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
