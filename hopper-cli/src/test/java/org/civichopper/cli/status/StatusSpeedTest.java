package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.ledger.RecentRuns;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A status with a million documents of one day in the ledger, an open run among them.
@EnabledIfSystemProperty(named = "hopper.attack", matches = "long")
class StatusSpeedTest {

    private static final String FILL =
            """
            INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
            SELECT b, 'ocd-jurisdiction/country:us/state:' || b %% 50, (ARRAY['bill', 'vote_event', 'event'])[1 + r %% 3],
                   (ARRAY['insert', 'update', 'noop'])[1 + r %% 3], 1 + (b * 7 + r * 13) %% 99, 25,
                   now() - make_interval(secs => b * 25)
              FROM generate_series(1, %1$d / 300) AS b, generate_series(1, 12) AS r;
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, ended_at, expected)
            VALUES ('run', 'ocd-jurisdiction/country:us/state:7', 'scrape', now() - interval '1 day', now(),
                    '{"bill": 1000001}'), ('running', 'ocd-jurisdiction/country:us/state:8', 'scrape', now(), NULL, '{}');
            INSERT INTO hopper.receipt (object_key, etag, put_at, content_hash, jurisdiction_id, kind, scraped_id,
                   outcome, run_id, scraped_at, received_at, committed_at, batch_number)
            SELECT 'xy/bill_' || md5(n::text) || '.json', md5(n::text), now(), md5(n::text) || md5(n::text),
                   'ocd-jurisdiction/country:us/state:7', 'bill', md5(n::text), 'noop', 'run', now(), now(),
                   now() - make_interval(secs => n / 12.0), n / 300
              FROM generate_series(1, %1$d) AS n;
            INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
            SELECT 'ocd-jurisdiction/country:us/state:7', 'bill', md5(n::text), md5(n::text)
              FROM generate_series(1, %1$d) AS n;
            INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits, parked_at)
            SELECT 'ocd-jurisdiction/country:us/state:7', 'vote_event', n::text, 'f', convert_to(repeat(md5(n::text), 40), 'UTF8'),
                   now(), ARRAY['scraped bill ["' || n || '"]',
                                'bill ocd-jurisdiction/country:us/state:7 ["' || n %% 9 || '","HB ' || n || '"]'],
                   now() - make_interval(secs => n)
              FROM generate_series(1, %1$d / 10) AS n;
            INSERT INTO hopper.rejected (file, place, expected, found, rejected_at)
            SELECT md5(n::text), 'title', 'a text', 'nothing', now() - make_interval(secs => n)
              FROM generate_series(1, %1$d / 10) AS n;
            INSERT INTO hopper.failed (file, jurisdiction_id, error, times)
            SELECT 'xy/bill_' || md5(n::text) || '.json', 'x', 'too slow', 3 FROM generate_series(1, 1000) AS n
            """;

    // Ninety days of a load every quarter of an hour, and of as many scopes as anyone may have.
    private static final String LOADS =
            """
            INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, ended_at)
            SELECT '311', 'city_311 update ' || n % 200, 'update', '{}', 'completed', now()
              FROM generate_series(1, 9000) AS n;
            INSERT INTO hopper.load_slice (run_id, slice_id, position, status)
            SELECT run_id, slice::text, slice, 'done'
              FROM hopper.load_run, generate_series(1, 12) AS slice
            """;

    @Test
    void underASecondWithAMillionDocuments() throws Exception {
        var url = DatabaseUrl.parse(TestDatabases.fresh());
        try (var connection = url.dataSource().getConnection()) {
            LoadSchema.prepare(connection);
        }
        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(LOADS);
            statement.execute(FILL.formatted(1_000_000));
            statement.execute("VACUUM ANALYZE"); // as autovacuum does after so many rows
        }
        try (var database = Database.open(DatabaseConfig.of(url));
                var nothing = Inbox.of(Map.of())) {
            var reader = new StatusReader(database, nothing, Duration.ofMinutes(5));
            reader.read();
            var began = System.nanoTime();
            var status = reader.read();
            var took = Duration.ofNanos(System.nanoTime() - began);
            System.out.println("a status with 1,000,000 receipts: " + took.toMillis() + " ms");

            assertThat(status.runs()).extracting(Status.OpenRun::received).contains(1_000_000L);
            assertThat(took).isLessThan(Duration.ofSeconds(1));
            time(
                    "its chart",
                    () ->
                            database.inTransaction(connection ->
                                    new Trends(connection)
                                            .freshness(
                                                    Duration.ofDays(1), Duration.ofMinutes(15))));
            time(
                    "hopper runs",
                    () ->
                            database.inTransaction(connection ->
                                    RecentRuns.read(connection, Optional.empty(), 20)));
        }
    }

    private static void time(String what, Callable<?> work) throws Exception {
        var began = System.nanoTime();
        work.call();
        System.out.println(what + ": " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
}
