package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What is known of an importer from its database, its queue and its bucket.
@Execution(ExecutionMode.CONCURRENT)
class StatusReaderTest {

    private static final String POISON = "de/bill_00000000-e947-11f0-8633-000000000001.json";

    private Site site;
    private Database database;

    @BeforeEach
    void open() {
        site = Site.open();
        database =
                Database.open(DatabaseConfig.of(DatabaseUrl.parse(site.env().get("DATABASE_URL"))));
    }

    @AfterEach
    void close() {
        database.close();
        site.close();
    }

    @Test
    void whereNothingEverHappenedAllIsWell() throws Exception {
        var status = status();

        assertThat(status.concerns()).isEmpty();
        assertThat(status.queue()).isEqualTo(new Answer.Given<>(new Status.Depth(0, 0, 0)));
        assertThat(status.deadLetters()).isEqualTo(new Answer.Given<>(0L));
        assertThat(status.oldest()).isEqualTo(new Answer.Given<>(Optional.empty()));
        assertThat(status.lastBatch()).isEmpty();
    }

    @Test
    void aPoisonDocumentIsAConcernWithItsReason() throws Exception {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();

        var status = status();

        assertThat(status.today()).containsExactly(new Documents("bill", "rejected", 1));
        assertThat(status.rejected().open()).isEqualTo(1);
        assertThat(status.concerns()).extracting(Concern::cause).containsExactly("rejected");
    }

    @Test
    void aTableWithoutWhichNothingCanBeImportedIsAConcernAndIsListedByFailures() throws Exception {
        site.execute("ALTER TABLE opencivicdata_votecount RENAME TO votes_of_somebody_else");

        var missing = "opencivicdata_votecount: expected a table, found none";
        assertThat(status().concerns())
                .extracting(Concern::cause, Concern::what)
                .containsExactly(tuple("database", "no batch can be imported: " + missing));
        var found = new FailureReader(database, Optional.empty()).groups(FailureFilter.ALL);
        assertThat(found.hindrances()).extracting(Object::toString).containsExactly(missing);
    }

    @Test
    void withoutQueueAndBucketTheDatabaseSaysWhatItKnows() throws Exception {
        try (var nothing = Inbox.of(Map.of())) {
            var status = new StatusReader(database, nothing, Duration.ofMinutes(5)).read();

            assertThat(status.queue()).isEqualTo(new Answer.NotConfigured<>("SQS_QUEUE_URL"));
            assertThat(status.deadLetters()).isEqualTo(new Answer.NotConfigured<>("SQS_QUEUE_URL"));
            assertThat(status.oldest()).isEqualTo(new Answer.NotConfigured<>("S3_REALTIME_BASE"));
            assertThat(status.concerns()).isEqualTo(List.of());
        }
    }

    @Test
    void whatWaitsWhileNothingIsCommittedIsStuck() throws Exception {
        // An object that has just come is no worry, and how old it is only its server can say.
        site.put("de/bill_1.json", new byte[0]);
        site.announce("de/bill_1.json");
        assertThat(status().concerns()).isEmpty();

        try (var queueAlone =
                Inbox.of(
                        Map.of(
                                "SQS_QUEUE_URL",
                                site.env().get("SQS_QUEUE_URL"),
                                "AWS_ENDPOINT_URL_SQS",
                                site.env().get("AWS_ENDPOINT_URL_SQS"),
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ACCESS_KEY_ID",
                                site.env().get("AWS_ACCESS_KEY_ID"),
                                "AWS_SECRET_ACCESS_KEY",
                                site.env().get("AWS_SECRET_ACCESS_KEY")))) {
            var reader = new StatusReader(database, queueAlone, Duration.ofMinutes(5));
            assertThat(reader.read().concerns())
                    .extracting(Concern::cause, Concern::what)
                    .containsExactly(tuple("stuck", "1 message waiting, and never a batch"));

            batch("now()", 1, "NULL");
            assertThat(reader.read().concerns()).isEmpty();

            site.execute("UPDATE hopper.batch SET committed_at = now() - interval '11 minutes'");
            assertThat(reader.read().concerns())
                    .extracting(Concern::what)
                    .containsExactly("1 message waiting, and no batch for 11 min");

            site.queue(Duration.ofMinutes(3)).receive(1);
            assertThat(reader.read().concerns())
                    .extracting(Concern::what)
                    .as("held by an importer that brings nothing to an end")
                    .containsExactly("1 message waiting, and no batch for 11 min");
        }
    }

    @Test
    void whatWasCalledInAndIsNotImportedNeedsAPerson() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.parked
                       (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits, called_at)
                VALUES ('ocd-jurisdiction/country:us/state:de/government', 'bill', '1', 'de/bill_1.json',
                        '{}', now(), '{}', now())
                """);
        assertThat(status().concerns())
                .extracting(Concern::cause, Concern::what)
                .containsExactly(tuple("stuck", "1 parked document called in, and never a batch"));
    }

    @Test
    void theOldestObjectIsNeitherArchivedNorRejected() throws Exception {
        for (var key :
                List.of(
                        "archived/2026-01-01/de/bill_1.json",
                        "rejected/2026-01-01/de/bill_1.json",
                        "de/notes.txt",
                        "de/bill_2.json")) {
            site.put(key, new byte[0]);
        }

        assertThat(status().oldest().given().orElseThrow().orElseThrow().key())
                .isEqualTo("de/bill_2.json");
    }

    @Test
    void deadLettersAreFoundByTheQueueThatSendsThemThere() throws Exception {
        site.sendDeadLetter("{}");

        assertThat(status().deadLetters()).isEqualTo(new Answer.Given<>(1L));
        assertThat(status().concerns()).extracting(Concern::cause).containsExactly("dead-letters");
    }

    @Test
    void aQueueThatDoesNotAnswerIsAConcernAndTheRestIsToldAllTheSame() throws Exception {
        var env = new HashMap<>(site.env());
        env.put("SQS_QUEUE_URL", site.env().get("SQS_QUEUE_URL") + "-nowhere");
        try (var inbox = Inbox.of(env)) {
            var status = new StatusReader(database, inbox, Duration.ofMinutes(5)).read();

            assertThat(status.queue()).isInstanceOf(Answer.Refused.class);
            assertThat(status.oldest()).isInstanceOf(Answer.Given.class);
            assertThat(status.concerns())
                    .extracting(Concern::what)
                    .anyMatch(what -> what.startsWith("the queue did not answer: "));
        }
    }

    @Test
    void withoutARegionTheDatabaseIsReadAllTheSame() throws Exception {
        var env = Map.of("SQS_QUEUE_URL", "http://127.0.0.1:1/000000000000/work", "AWS_REGION", "");
        try (var inbox = Inbox.of(env)) {
            var status = new StatusReader(database, inbox, Duration.ofMinutes(5)).read();

            assertThat(status.queue()).isInstanceOf(Answer.Refused.class);
            assertThat(status.oldest()).isInstanceOf(Answer.NotConfigured.class);
        }
    }

    @Test
    void anOldDocumentThatIsUploadedTodayIsNotLate() throws Exception {
        site.deliverSession();
        var key = DelawareScrape.billKey(1);
        site.put(key, DelawareScrape.bytes(DelawareScrape.bill(1)));
        var sent = Instant.now();
        site.send(
                new QueueMessage(
                                key,
                                site.bucket(),
                                Site.DELAWARE,
                                "",
                                true,
                                Optional.empty(),
                                Optional.of(sent.minus(Duration.ofDays(335))),
                                Optional.empty(),
                                Optional.of(sent))
                        .toJson());
        site.tick();

        assertThat(status().freshness())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.longest()).isLessThan(Duration.ofMinutes(1)));
        assertThat(status().concerns()).extracting(Concern::cause).doesNotContain("stale");
    }

    @Test
    void theShareOfLateDocumentsIsTheTrueOne() throws Exception {
        batch("now()", 60, "10");
        batch("now()", 40, "3000");
        assertThat(status().concerns())
                .extracting(Concern::what)
                .containsExactly(
                        "40 of 100 documents of the last 15 min took over 5 min, the objective; 95 of 100 up to 50 min");
    }

    @Test
    void freshnessIsHalfAndNinetyFiveOfAHundredByJurisdiction() throws Exception {
        batch("now() - interval '2 hours'", 50, "10");
        batch("now() - interval '1 hour'", 45, "20");
        batch("now() - interval '1 hour'", 5, "3000");
        batch("now() - interval '25 hours'", 1000, "9000");

        assertThat(status().freshness())
                .containsExactly(
                        new Status.Freshness(
                                Site.DELAWARE,
                                100,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(3000)));
        assertThat(status().concerns()).as("late ones an hour ago").isEmpty();

        batch("now()", 1, "3000");
        assertThat(status().concerns()).extracting(Concern::cause).containsExactly("stale");
    }

    @Test
    void whatIsParkedIsAConcernAfterFourDays() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits, parked_at)
                VALUES ('x', 'bill', 'one', 'de/bill_1.json', '', now(), '{session}', now() - interval '3 days')
                """);
        assertThat(status().concerns()).isEmpty();

        site.execute("UPDATE hopper.parked SET parked_at = now() - interval '97 hours'");
        assertThat(status().concerns()).extracting(Concern::cause).containsExactly("parked");
        assertThat(status().parked().documents()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsToldBySessionTheMostFirst() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits, parked_at)
                SELECT 'ocd-jurisdiction/country:us/state:de/government', 'vote_event', n::text, 'f', ''::bytea, now(),
                       CASE WHEN n <= 3 THEN ARRAY['session ocd-jurisdiction/country:us/state:de/government ["154"]']
                            ELSE ARRAY['scraped bill ["' || n || '"]',
                                       'bill ocd-jurisdiction/country:us/state:de/government ["153","HB ' || n / 2 || '"]']
                       END,
                       now() - make_interval(hours => 50 - n)
                  FROM generate_series(1, 9) AS n
                 UNION ALL
                SELECT 'x' || n, 'bill', 'b', 'f', '', now(), ARRAY['session x' || n || ' ["1"]'], now()
                  FROM generate_series(1, 5) AS n
                """);

        var waits = status().waits();

        assertThat(waits.largest())
                .extracting(Status.Wait::what, Status.Wait::documents, w -> w.longest().toHours())
                .startsWith(
                        tuple("us/state:de, bill HB 2 of session 153 and 2 more", 6L, 46L),
                        tuple("us/state:de, session 154", 3L, 49L),
                        tuple("x1, session 1", 1L, 0L))
                .hasSize(5);
        assertThat(waits.more()).isEqualTo(2);
        assertThat(StatusJson.of(status()).at("/parked/waits/1/for").textValue())
                .isEqualTo("session 154");
    }

    @Test
    void whatFailsAgainAndAgainIsAConcernUntilItIsHandled() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.failed (file, jurisdiction_id, error, times)
                VALUES ('de/bill_1.json', 'x', 'too slow', 1)
                """);
        assertThat(status().failing().documents()).isEqualTo(1);
        assertThat(status().concerns()).as("once may be chance").isEmpty();

        site.execute("UPDATE hopper.failed SET times = 2, last_at = now()");
        assertThat(status().concerns()).extracting(Concern::cause).containsExactly("backlog");

        site.execute(
                """
                INSERT INTO hopper.receipt (object_key, etag, put_at, content_hash, jurisdiction_id, kind, outcome, received_at)
                VALUES ('de/bill_1.json', 'e', now(), 'h', 'x', 'bill', 'insert', now())
                """);
        assertThat(status().concerns()).isEmpty();
        assertThat(status().failing().documents()).isZero();
    }

    @Test
    void whatWasPutBackIsRejectedNoLonger() throws Exception {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();
        site.execute("UPDATE hopper.rejected SET replayed_at = now()");

        assertThat(status().rejected().open()).isZero();
        assertThat(status().concerns()).isEmpty();
    }

    @Test
    void anOldRejectionIsOpenAndNoConcern() throws Exception {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();
        site.execute("UPDATE hopper.rejected SET rejected_at = now() - interval '25 hours'");

        assertThat(status().rejected().open()).isEqualTo(1);
        assertThat(status().concerns()).isEmpty();
    }

    @Test
    void runsInProgressSayHowFarTheyAre() throws Exception {
        new SentRun(site, "running", Site.DELAWARE)
                .begin()
                .bring(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        new SentRun(site, "over", Site.DELAWARE).begin().expect(Kind.BILL).end();
        site.tick();

        assertThat(status().runs())
                .extracting(OpenRun::id, OpenRun::expected, OpenRun::received)
                .containsExactlyInAnyOrder(tuple("running", 0L, 1L), tuple("over", 1L, 0L));
    }

    private void batch(String at, int documents, String freshness) throws Exception {
        site.execute(
                """
                INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
                VALUES (nextval('hopper.batch_number'), '%s', 'bill', 'noop', %s, %d, %s)
                """
                        .formatted(Site.DELAWARE, freshness, documents, at));
    }

    private Status status() throws Exception {
        try (var inbox = Inbox.of(site.env())) {
            return new StatusReader(database, inbox, Duration.ofMinutes(5)).read();
        }
    }
}
