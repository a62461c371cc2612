package org.civichopper.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReplayTest {

    private static final String KEY = "de/bill_1.json";
    private static final String REFUSED = "refused by the database";

    private Site site;
    private Operator operator;
    private BucketAndQueue cloud;
    private Database database;

    @BeforeEach
    void openWithTheSessionAndAFaultyDatabase() throws Exception {
        site = Site.open();
        operator = new Operator(site.env());
        cloud = BucketAndQueue.of(site.env());
        database =
                Database.open(DatabaseConfig.of(DatabaseUrl.parse(site.env().get("DATABASE_URL"))));
        site.execute(
                "ALTER TABLE opencivicdata_bill ADD CONSTRAINT fault CHECK (title <> '"
                        + REFUSED
                        + "')");
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
        site.tick();
    }

    @AfterEach
    void close() {
        database.close();
        cloud.close();
        site.close();
    }

    private void mendTheCause() throws Exception {
        site.execute("ALTER TABLE opencivicdata_bill DROP CONSTRAINT fault");
    }

    private void deliverRefused() {
        site.deliver(KEY, DelawareScrape.bill("00000001", 1, REFUSED));
        site.tick();
    }

    private List<Replayed> replay(String... ids) throws Exception {
        var reader = new FailureReader(database, Optional.of(cloud.deadLetters()));
        var failures = new ArrayList<Failure>();
        for (var id : ids) {
            failures.add(reader.find(FailureId.parse(id).orElseThrow()).orElseThrow());
        }
        return new Replay(database, cloud).replay(failures);
    }

    @Test
    void aDocumentIsImportedOnceItsCauseIsMended() throws Exception {
        deliverRefused();
        mendTheCause();

        assertThat(operator.replay("r1"))
                .isEqualTo(new Said(0, "put back 1 document; 0 could not be, 0 not needed\n", ""));
        site.tick();

        assertThat(site.rows("SELECT title FROM opencivicdata_bill")).containsExactly(REFUSED);
        assertThat(operator.failures().out()).startsWith("Nothing failed.");
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void whatFailsOnceMoreIsAFailureOnceMore() {
        deliverRefused();

        assertThat(operator.replay("r1").exitCode()).isZero();
        assertThat(operator.failures().out()).startsWith("Nothing failed.");
        site.tick();

        assertThat(operator.failures().out()).contains("1 document failed").contains("r2");
    }

    @Test
    void anOldDocumentStaysOldWhenItIsPutBack() throws Exception {
        deliverRefused();
        mendTheCause();
        site.deliver("de/bill_2.json", DelawareScrape.bill("00000002", 1, "Amended"));
        site.tick();

        replay("r1");

        assertThat(site.tick().get("documents")).hasToString("{superseded=1}");
        assertThat(site.rows("SELECT title FROM opencivicdata_bill")).containsExactly("Amended");
    }

    @Test
    void anObjectThatLiesUnderItsKeyByNowIsNotOverwritten() throws Exception {
        deliverRefused();
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill("00000001", 1, "Newer")));

        assertThat(replay("r1"))
                .extracting(Replayed::outcome)
                .containsExactly(Replayed.Outcome.NOT_POSSIBLE);

        assertThat(site.object(KEY)).contains("Newer");
        assertThat(operator.failures().out()).contains("1 document failed");
    }

    @Test
    void whoDiedBeforeTheMessageIsContinued() throws Exception {
        deliverRefused();
        mendTheCause();
        var stored = site.rows("SELECT stored_key FROM hopper.rejected").getFirst();
        new StoredObjects(cloud.s3(), cloud.bucket()).putBack(stored, new ObjectKey(KEY));

        assertThat(replay("r1"))
                .extracting(Replayed::outcome)
                .containsExactly(Replayed.Outcome.SENT);

        assertThat(site.tick().get("documents")).hasToString("{insert=1}");
    }

    @Test
    void whoDiedBeforeTheMarkHasSentAMessageThatDoublesNothing() throws Exception {
        deliverRefused();
        mendTheCause();
        replay("r1");
        site.execute("UPDATE hopper.rejected SET replayed_at = NULL");

        replay("r1");
        site.tick();

        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(site.held() + site.waiting()).isZero();
        assertThat(operator.failures().out()).startsWith("Nothing failed.");
    }

    @Test
    void ofSeveralAtOnceEachPutsBackWhatTheOthersDoNot() throws Exception {
        deliverRefused();
        var reader = new FailureReader(database, Optional.empty());
        var failures = reader.failures(FailureFilter.ALL, 10);

        var outcomes =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> replayed(failures)))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(replayed -> replayed.getFirst().outcome())
                        .toList();

        assertThat(outcomes)
                .containsExactlyInAnyOrder(Replayed.Outcome.SENT, Replayed.Outcome.NOT_NEEDED);
        assertThat(site.waiting()).isEqualTo(1);
    }

    private List<Replayed> replayed(List<Failure> failures) {
        try {
            return new Replay(database, cloud).replay(failures);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsRejectedAnewWhileItIsPutBackStaysAFailure() throws Exception {
        deliverRefused();
        try (var replaying = site.connect();
                var statement = replaying.createStatement()) {
            replaying.setAutoCommit(false);
            statement.execute("SELECT FROM hopper.rejected WHERE id = 1 FOR UPDATE");
            site.deliver(KEY, DelawareScrape.bill("00000001", 1, REFUSED));
            var ticking = CompletableFuture.supplyAsync(site::tick);
            Patience.until(
                    Duration.ofSeconds(15),
                    () ->
                            !site.rows(
                                            "SELECT FROM pg_stat_activity WHERE datname ="
                                                    + " current_database() AND wait_event_type = 'Lock'")
                                    .isEmpty());
            statement.execute("UPDATE hopper.rejected SET replayed_at = now() WHERE id = 1");
            replaying.commit();
            ticking.join();
        }

        assertThat(site.rows("SELECT replayed_at IS NULL FROM hopper.rejected ORDER BY id"))
                .containsExactly("f", "t");
    }

    @Test
    void aMessageThatNamedNothingIsSentAgainAsItWas() throws Exception {
        site.send(site.message(KEY));
        site.tick();
        assertThat(operator.failures().out())
                .contains("object: expected the object that the message names");
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));

        assertThat(operator.replay("--reason", "object").exitCode()).isZero();

        assertThat(site.tick().get("documents")).hasToString("{insert=1}");
        assertThat(operator.failures().out()).startsWith("Nothing failed.");
    }

    @Test
    void aDeadLetterGoesBackToTheQueueAndOnlyThen() throws Exception {
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));
        cloud.sqs()
                .sendMessage(send ->
                        send.queueUrl(cloud.queueUrl() + "-dead-letters")
                                .messageBody(site.message(KEY)));

        var listed = operator.failures().out();
        assertThat(listed)
                .contains("message: expected to be done within 20 receives")
                .contains(KEY);
        assertThat(site.deadLetters()).isEqualTo(1);

        assertThat(operator.replay("--all").exitCode()).isZero();

        assertThat(site.deadLetters()).isZero();
        assertThat(site.tick().get("documents")).hasToString("{insert=1}");
        assertThat(operator.failures().out()).startsWith("Nothing failed.");
    }

    @Test
    void aDocumentThatKeepsFailingIsOneFailureWithItsDeadLetterUntilItIsImported()
            throws Exception {
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.execute(
                "INSERT INTO hopper.failed (file, jurisdiction_id, error, times) VALUES ('%s', '%s', 'java.lang.IllegalStateException: row 17', 20)"
                        .formatted(KEY, Site.DELAWARE));
        cloud.sqs()
                .sendMessage(send ->
                        send.queueUrl(cloud.queueUrl() + "-dead-letters")
                                .messageBody(site.message(KEY)));

        assertThat(operator.failures().out())
                .contains("1 document failed")
                .contains("f1  de/bill_1.json")
                .contains("IllegalStateException: row #");
        assertThat(operator.show("f1").out())
                .contains("found java.lang.IllegalStateException: row 17");

        assertThat(operator.replay("f1").exitCode()).isZero();
        assertThat(site.deadLetters()).isZero();
        assertThat(operator.failures().out()).contains("f1");
        site.tick();

        assertThat(operator.failures().out()).startsWith("Nothing failed.");
    }

    @Test
    void moreThanTwentyAreOnlyListedUnlessSomebodySaysYes() {
        for (int number = 1; number <= 21; number++) {
            site.deliver("de/bill_" + number + ".json", "none " + number);
        }
        site.tick();

        assertThat(operator.replay("--all").out())
                .endsWith("would put back 21 documents; nothing was done: add --yes\n");
        assertThat(operator.replay("--all", "--yes", "--dry-run").out())
                .as("what was said already is not asked for")
                .endsWith("nothing was done: leave out --dry-run\n");
        assertThat(site.waiting()).isZero();

        assertThat(operator.replay("--all", "--yes").out()).startsWith("put back 21 documents");
        assertThat(site.waiting()).isEqualTo(21);
        assertThat(site.keys("de/")).hasSize(21);
    }
}
