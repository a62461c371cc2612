package org.civichopper.integration.retiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.Kind.EVENT;
import static org.civichopper.model.document.Kind.VOTE_EVENT;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.civichopper.integration.EventSourceMapping;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A scrape that says when it begins and ends is closed once, and retires only what it can know to
/// be gone.
@Execution(ExecutionMode.CONCURRENT)
class ScrapeRunTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final List<String> BOTH = List.of("HB 1#a", "HB 1#b");
    private static final String OUTCOMES = "SELECT id, outcome FROM hopper.run ORDER BY id";

    private Site site;

    @BeforeEach
    void twoVotesAndTwoEventsStand() throws Exception {
        site = Site.open();
        site.deliverSession();
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        site.deliver(voteKey(1), vote(1, "a"));
        site.deliver(voteKey(2), vote(2, "b"));
        site.deliver("de/event_1.json", event("Monday"));
        site.deliver("de/event_2.json", event("Tuesday"));
        site.tick();
        assertThat(votes()).isEqualTo(BOTH);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatACompleteRunDidNotBringGoesAndIsCounted() throws Exception {
        run("r").begin()
                .bring(voteKey(3), vote(3, "a"))
                .bring("de/event_3.json", event("Friday"))
                .end(VOTE_EVENT, EVENT);
        site.tick();

        assertThat(votes()).containsExactly("HB 1#a");
        assertThat(site.rows("SELECT name FROM opencivicdata_event WHERE NOT deleted"))
                .containsExactly("Friday");
        assertThat(
                        site.rows(
                                """
                                SELECT outcome, exit_code, closed_at >= ended_at,
                                       counts #>> '{vote_event,noop}',
                                       counts #>> '{retired,vote_event}',
                                       counts #>> '{retired,event}'
                                  FROM hopper.run
                                """))
                .containsExactly("complete|0|t|1|1|2");
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void othersReportsReadWhatItBroughtAndWhatBecameOfIt() throws Exception {
        run("r").begin().bring(voteKey(3), vote(3, "c")).end(VOTE_EVENT);
        site.tick();

        assertThat(
                        site.rows(
                                """
                                SELECT success, exception, args, o.object_type, o.count,
                                       i.object_type, insert_count, update_count, noop_count
                                  FROM pupa_runplan p
                                  JOIN pupa_scrapereport s ON s.plan_id = p.id
                                  JOIN pupa_scrapeobjects o ON o.report_id = s.id
                                  JOIN pupa_importobjects i ON i.report_id = p.id
                                """))
                .containsExactly("t||r|vote_event|1|vote_event|1|0|0");
    }

    @Test
    void whatItDoesNotCallCompleteStays() throws Exception {
        run("r").begin().bring(voteKey(3), vote(3, "a")).end();
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows(OUTCOMES)).containsExactly("r|complete");
    }

    @Test
    void theLastMessageMayComeFirstAndTwice() throws Exception {
        var run = run("r").expect(VOTE_EVENT).end(VOTE_EVENT);
        site.tick();
        assertThat(site.rows(OUTCOMES)).containsExactly("r|");

        site.deliver("de/event_3.json", event("Friday"));
        var sameRun = run("r").bring(voteKey(3), vote(3, "a"));
        run.begin().end(VOTE_EVENT);
        site.tick();
        assertThat(votes()).containsExactly("HB 1#a");

        sameRun.endWith(1);
        run.begin();
        site.tick();
        assertThat(site.rows(OUTCOMES)).containsExactly("r|complete");
        assertThat(site.count("pupa_runplan")).isEqualTo(1);
    }

    @Test
    void aRunWhoseLastMessageNeverComesIsClosedAndRetiresNothing() throws Exception {
        run("r").begin().bring(voteKey(3), vote(3, "a"));
        site.tick();
        assertThat(site.rows(OUTCOMES)).containsExactly("r|");

        tickUntilClosed("r|incomplete");
        assertThat(votes()).isEqualTo(BOTH);

        run("r").expect(VOTE_EVENT).end(VOTE_EVENT);
        site.tick();
        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT success, exception FROM pupa_runplan"))
                .containsExactly("f|its last message never came");
    }

    @Test
    void aRunOfWhichAnObjectNeverComesIsClosedAndRetiresNothing() throws Exception {
        run("r").begin()
                .bring(voteKey(3), vote(3, "a"))
                .announce("de/vote_event_never-stored.json")
                .end(VOTE_EVENT);
        site.tick();
        assertThat(site.rows(OUTCOMES)).containsExactly("r|");

        tickUntilClosed("r|incomplete");
        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT counts ->> 'missing' FROM hopper.run")).containsExactly("1");
    }

    @Test
    void aRunThatDidNotEndWellRetiresNothing() throws Exception {
        run("r").begin().bring(voteKey(3), vote(3, "a")).endWith(1, VOTE_EVENT);
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows(OUTCOMES)).containsExactly("r|failed");
    }

    @Test
    void ofAKindOfWhichAnythingIsRejectedNothingGoes() throws Exception {
        run("r").begin()
                .bring(voteKey(3), vote(3, "a"))
                .bring(voteKey(4), "half a vote")
                .bring("de/event_3.json", event("Friday"))
                .end(VOTE_EVENT, EVENT);
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT counts -> 'withheld', counts -> 'retired' FROM hopper.run"))
                .containsExactly("[\"vote_event\"]|{\"event\": 2}");
    }

    @Test
    void ofAKindOfWhichAnythingWaitsNothingGoes() throws Exception {
        run("r").begin()
                .bring(voteKey(3), vote(3, "a"))
                .bring(voteKey(4), DelawareScrape.vote(DelawareScrape.id(0xc004), 9, "unknown"))
                .end(VOTE_EVENT);
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT counts -> 'withheld' FROM hopper.run"))
                .containsExactly("[\"vote_event\"]");
    }

    @Test
    void whatIsRejectedTwiceIsMissedInBothRuns() throws Exception {
        var first = run("first").begin();
        var second = run("second").begin();
        for (var run : List.of(first, second)) {
            run.bring(voteKey(3), vote(3, "a"))
                    .bring(voteKey(4), "half a vote")
                    .bring("de/event_3.json", event("Friday"));
            site.tick();
            // Objects are dated to the second, and each of these has to be one of its own.
            Patience.until(
                    LONGEST,
                    () ->
                            site.rows(
                                            """
                                            SELECT max(put_at) < date_trunc('second', clock_timestamp())
                                              FROM hopper.receipt
                                            """)
                                    .contains("t"));
        }
        assertThat(site.count("hopper.rejected")).isEqualTo(1);

        first.end(VOTE_EVENT);
        second.end(VOTE_EVENT);
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT outcome, counts -> 'withheld' FROM hopper.run"))
                .containsExactly("complete|[\"vote_event\"]", "complete|[\"vote_event\"]");
    }

    @Test
    void twoRunsThatBringTheJurisdictionUnderItsOneKeyAreBothComplete() throws Exception {
        var key = DelawareScrape.JURISDICTION_KEY;
        var bills = run("bills").begin().bring(key, DelawareScrape.jurisdiction("One session"));
        var events = run("events").begin().bring(key, DelawareScrape.jurisdiction("Two sessions"));
        bills.end();
        events.end();
        site.tick();

        assertThat(site.rows(OUTCOMES)).containsExactly("bills|complete", "events|complete");
    }

    @Test
    void whatANewerRunBroughtStaysWhenTheOlderIsClosed() throws Exception {
        var older = run("older").begin().bring(voteKey(3), vote(3, "a"));
        site.tick();
        var newer = run("newer").begin().bring(voteKey(4), vote(4, "b"));
        site.tick();

        older.end(VOTE_EVENT);
        site.tick();
        assertThat(votes()).isEqualTo(BOTH);

        newer.end(VOTE_EVENT);
        site.tick();
        assertThat(votes())
                .as("the older brought it before the newer began")
                .containsExactly("HB 1#b");
        assertThat(site.rows(OUTCOMES)).containsExactly("newer|complete", "older|complete");
    }

    @Test
    void whatSomebodyElseScrapedMeanwhileStaysAlthoughItWasHandledFirst() throws Exception {
        var began = Instant.now().minusSeconds(3600);
        site.deliver(voteKey(3), scrapedAt(began.plusSeconds(60), vote(3, "c")));
        site.tick();

        new SentRun(site, "r", Site.DELAWARE, began)
                .begin()
                .bring(voteKey(4), scrapedAt(began.plusSeconds(120), vote(4, "a")))
                .end(VOTE_EVENT);
        site.tick();

        assertThat(votes()).containsExactly("HB 1#a", "HB 1#c");
    }

    @Test
    void aScrapersClockDecidesNothingAloneHoweverFarItIsAhead() throws Exception {
        var run = new SentRun(site, "r", Site.DELAWARE, Instant.now().plusSeconds(86_400)).begin();
        site.tick();
        site.deliver(voteKey(3), vote(3, "b"));
        site.tick();

        run.bring(voteKey(4), vote(4, "a")).end(VOTE_EVENT);
        site.tick();

        assertThat(votes()).isEqualTo(BOTH);
    }

    @Test
    void whatWentDoesNotComeBackByAnOldDocument() throws Exception {
        run("r").begin().bring(voteKey(4), vote(4, "a")).end(VOTE_EVENT);
        site.tick();
        assertThat(votes()).containsExactly("HB 1#a");

        site.deliver(voteKey(3), vote(3, "b"));
        site.tick();
        assertThat(votes()).containsExactly("HB 1#a");

        site.deliver(voteKey(5), vote(5, "b"));
        site.tick();
        assertThat(votes()).isEqualTo(BOTH);
    }

    @Test
    void twoFunctionsAtOnceCloseARunOnce() throws Exception {
        try (var other = site.function(Map.of());
                var threads = Executors.newFixedThreadPool(2);
                var holder = site.connect();
                var statement = holder.createStatement()) {
            var run = run("r").begin().bring(voteKey(3), vote(3, "a"));
            site.tick();
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE opencivicdata_voteevent IN SHARE MODE");
            run.end(VOTE_EVENT);

            var one = CompletableFuture.runAsync(site::tick, threads);
            Patience.until(LONGEST, () -> blocked() == 1);
            var two = CompletableFuture.runAsync(() -> Site.tick(other), threads);
            Patience.until(LONGEST, () -> blocked() == 2);
            holder.rollback();
            one.join();
            two.join();
        }
        assertThat(votes()).containsExactly("HB 1#a");
        assertThat(site.count("pupa_runplan")).isEqualTo(1);
        assertThat(site.rows("SELECT counts #>> '{retired,vote_event}' FROM hopper.run"))
                .containsExactly("1");
    }

    @Test
    void aMessageThatSaysNothingSoundIsSetAsideAndDelaysNobody() throws Exception {
        site.send("{\"type\": \"run\", \"bucket\": \"" + site.bucket() + "\"}");
        site.send(
                """
                {"type": "run", "run_id": "r", "bucket": "elsewhere", "jurisdiction_id": "%s",
                 "began_at": "2026-01-04T08:00:00Z", "sent_at": "2026-01-04T08:00:00Z"}
                """
                        .formatted(Site.DELAWARE));
        site.deliver(voteKey(3), vote(3, "c"));
        site.tick();

        assertThat(site.rows("SELECT place, expected FROM hopper.rejected ORDER BY place"))
                .containsExactly(
                        "run message: bucket|\"" + site.bucket() + "\"",
                        "run message: run_id|text without control characters");
        assertThat(votes()).contains("HB 1#c");
        assertThat(site.count("hopper.run")).isZero();
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void aRunThatBroughtNothingOfAKindRetiresNothingOfIt() throws Exception {
        run("forged").begin().end(VOTE_EVENT, EVENT);
        site.tick();

        assertThat(site.rows("SELECT name FROM opencivicdata_event WHERE deleted")).isEmpty();
        assertThat(votes()).isEqualTo(BOTH);
        assertThat(site.rows("SELECT outcome, counts FROM hopper.run"))
                .containsExactly("complete|{\"withheld\": [\"vote_event\", \"event\"]}");
    }

    @Test
    void aRunOfAJurisdictionThatDoesNotStandIsRejected() throws Exception {
        new SentRun(site, "r", "ocd-jurisdiction/country:us/state:xx/government").begin().end();
        site.tick();

        assertThat(site.rows("SELECT DISTINCT place, found FROM hopper.rejected"))
                .containsExactly(
                        "run message: jurisdiction_id|\"ocd-jurisdiction/country:us/state:xx/government\"");
        assertThat(site.count("hopper.run")).isZero();
        assertThat(site.held() + site.waiting()).isZero();
    }

    @Test
    void messagesThatLambdaBringsCloseARunAsWell() throws Exception {
        run("r").begin().bring(voteKey(3), vote(3, "a")).end(VOTE_EVENT);
        try (var function = site.function(Map.of())) {
            assertThat(EventSourceMapping.of(site).deliver(function)).isEmpty();
        }

        assertThat(votes()).containsExactly("HB 1#a");
        assertThat(site.rows(OUTCOMES)).containsExactly("r|complete");
    }

    private SentRun run(String id) {
        return new SentRun(site, id, Site.DELAWARE);
    }

    private List<String> votes() throws SQLException {
        return site.rows("SELECT dedupe_key FROM opencivicdata_voteevent ORDER BY dedupe_key");
    }

    private void tickUntilClosed(String outcome) {
        try (var impatient = site.function(Map.of("HOPPER_RUN_ENDS_AFTER", "PT2S"))) {
            Patience.until(
                    LONGEST,
                    () -> {
                        Site.tick(impatient);
                        return site.rows(OUTCOMES).equals(List.of(outcome));
                    });
        }
    }

    private int blocked() throws SQLException {
        return Integer.parseInt(
                site.rows(
                                """
                                SELECT count(*)
                                  FROM pg_locks l
                                  JOIN pg_database d ON d.oid = l.database
                                 WHERE NOT granted AND datname = current_database()
                                """)
                        .getFirst());
    }

    private static String voteKey(int age) {
        return "de/vote_event_" + voteId(age) + ".json";
    }

    // Versions are exact to the microsecond, and ids count tenths of it.
    private static String voteId(int age) {
        return DelawareScrape.id(0xc000 + 16 * age);
    }

    /// @param age a smaller one is an older version
    private static String vote(int age, String which) {
        var bill = DelawareScrape.id(0xb001);
        return DelawareScrape.vote(voteId(age), 1, bill)
                .replace("#passage", "#" + which)
                .replace("Passage", "Passage " + which);
    }

    private static String scrapedAt(Instant time, String document) {
        return document.replaceFirst("\\{", "{\"scraped_at\": \"" + time + "\", ");
    }

    private static String event(String name) {
        return """
        {"_id": "%s", "name": "%s", "start_date": "2025-05-06"}
        """
                .formatted(name, name);
    }
}
