package org.civichopper.integration.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.model.document.Kind;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people are told, by a function that works on real servers.
@Execution(ExecutionMode.CONCURRENT)
class NoticesTest {

    private static final String POISON = "An act relating to oysters";

    private Site site;
    private ReceivingServer receiver;
    private ImporterFunction function;

    @BeforeEach
    void open() throws Exception {
        site = Site.open();
        receiver = new ReceivingServer();
        function =
                site.function(Map.of("HOPPER_NOTIFY", "webhook=" + receiver.address() + "/hook"));
    }

    @AfterEach
    void close() {
        function.close();
        receiver.close();
        site.close();
    }

    @Test
    void whereAllIsWellNobodyIsToldAnything() {
        site.deliver(DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd"));

        assertThat(Site.tick(function)).containsEntry("documents", Map.of("update", 1));

        assertThat(receiver.posts()).isEmpty();
    }

    @Test
    void aKindOfFailureIsToldOnceWithAnExample() throws Exception {
        poison(1);
        poison(2);
        Site.tick(function);
        poison(3);
        Site.tick(function);

        assertThat(notices()).singleElement();
        assertThat(notices().getFirst().path("what").asText()).isEqualTo("failure");
        assertThat(notices().getFirst().path("text").asText())
                .contains("2 x bill of " + Site.DELAWARE, "for example r", "expected JSON");
    }

    @Test
    void tenInstancesThatSeeTheSameAtOnceTellItOnce() throws Exception {
        poison(1);
        site.tick(); // by a function that tells nobody
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(10)) {
            var ticks =
                    Stream.generate(() -> CompletableFuture.runAsync(() -> tickAt(gate), threads))
                            .limit(10)
                            .toList();
            gate.countDown();
            ticks.forEach(CompletableFuture::join);
        }

        assertThat(notices()).hasSize(1);
    }

    private void tickAt(CountDownLatch gate) {
        try (var one =
                site.function(Map.of("HOPPER_NOTIFY", "webhook=" + receiver.address() + "/"))) {
            gate.await();
            Site.tick(one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void afterFifteenMinutesItIsToldAgainIfItGoesOnAndThenLessAndLessOften() throws Exception {
        poison(1);
        Site.tick(function);

        passes(Duration.ofMinutes(14));
        poison(2);
        Site.tick(function);
        assertThat(notices()).as("within 15 minutes").hasSize(1);

        passes(Duration.ofMinutes(2));
        Site.tick(function);
        assertThat(notices()).as("after 16 minutes").hasSize(2);

        passes(Duration.ofMinutes(15).plusSeconds(30));
        Site.tick(function);
        assertThat(notices()).as("it does not go on").hasSize(2);

        poison(3);
        Site.tick(function);
        assertThat(notices()).as("it has gone on for 16 minutes, so it waits as long").hasSize(2);

        passes(Duration.ofMinutes(1));
        Site.tick(function);
        assertThat(notices()).as("and is told then").hasSize(3);
    }

    @Test
    void aScrapeThatWaitsForAPersonIsToldWithWhatToDo() throws Exception {
        for (int n = 1; n <= 30; n++) {
            site.deliver("de/event_" + n + ".json", event(n));
        }
        Site.tick(function);
        new SentRun(site, "r", Site.DELAWARE)
                .begin()
                .bring("de/event_1.json", event(1))
                .end(Kind.EVENT);
        Site.tick(function);

        assertThat(notices()).singleElement();
        assertThat(notices().getFirst().path("what").asText()).isEqualTo("run-unconfirmed");
        assertThat(notices().getFirst().path("text").asText())
                .contains("would retire 29 event", "hopper runs retire r");
    }

    private static String event(int number) {
        return """
        {"_id": "event %d", "name": "Hearing %d", "start_date": "2025-05-06"}
        """
                .formatted(number, number);
    }

    @Test
    void anotherReasonIsAnotherKind() throws Exception {
        poison(1);
        Site.tick(function);
        site.deliver(DelawareScrape.billKey(2), "{}");
        Site.tick(function);

        assertThat(notices()).hasSize(2);
        assertThat(notices().get(1).path("text").asText()).doesNotContain("expected JSON");
    }

    @Test
    void theSamePlaceInAnotherPositionIsTheSameKind() throws Exception {
        for (var place : List.of("actions[3].date", "actions[17].date")) {
            site.execute(
                    """
                    INSERT INTO hopper.rejected (jurisdiction_id, kind, file, place, expected, found)
                    VALUES ('%s', 'bill', 'de/bill_1.json', '%s', 'a date', '"soon"')
                    """
                            .formatted(Site.DELAWARE, place));
            Site.tick(function);
        }

        assertThat(notices()).hasSize(1);
    }

    @Test
    void whatFailsAgainAndAgainIsTold() throws Exception {
        site.execute(
                """
                INSERT INTO hopper.failed (file, jurisdiction_id, error, times)
                VALUES ('de/bill_1.json', '%s', 'java.lang.StackOverflowError', 2)
                """
                        .formatted(Site.DELAWARE));

        Site.tick(function);
        Site.tick(function);

        assertThat(notices()).singleElement();
        assertThat(notices().getFirst().path("text").asText())
                .contains("de/bill_1.json fails again and again", "StackOverflowError");
    }

    @Test
    void brokenAndRecoveredFreshnessAreToldOnceEach() throws Exception {
        batch(10, 60);
        Site.tick(function);
        assertThat(words()).isEmpty();

        batch(1, 900);
        Site.tick(function);
        Site.tick(function);
        assertThat(words()).containsExactly("freshness-broken");
        assertThat(notices().getFirst().path("text").asText()).contains("15 min", "5 min");

        batch(30, 60);
        Site.tick(function);
        Site.tick(function);
        assertThat(words()).containsExactly("freshness-broken", "freshness-recovered");

        batch(30, 900);
        Site.tick(function);
        assertThat(words()).as("broken again within 15 minutes").hasSize(2);
        passes(Duration.ofMinutes(16));
        Site.tick(function);
        assertThat(words())
                .containsExactly("freshness-broken", "freshness-recovered", "freshness-broken");
    }

    @Test
    void whereNothingComesAnyMoreNothingIsLate() throws Exception {
        batch(1, 900);
        Site.tick(function);
        site.execute("UPDATE hopper.batch SET committed_at = committed_at - interval '16 minutes'");
        Site.tick(function);

        assertThat(words()).containsExactly("freshness-broken", "freshness-recovered");
    }

    @Test
    void aFinishedRunIsToldOnceWithWhatCameOfIt() throws Exception {
        site.deliver(DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd"));
        new SentRun(site, "first", Site.DELAWARE)
                .begin()
                .bring(DelawareScrape.billKey(1), DelawareScrape.bill(1))
                .end();
        Site.tick(function);
        Site.tick(function);

        var finished =
                notices().stream()
                        .filter(notice -> notice.path("what").asText().equals("run-finished"))
                        .toList();
        assertThat(finished).singleElement();
        assertThat(finished.getFirst().path("text").asText())
                .contains(Site.DELAWARE, "closed complete", "1 insert", "run first");
    }

    @ParameterizedTest
    @CsvSource({"301,1", "404,1", "500,3"})
    void aReceiverThatRefusesFailsNoImport(int status, int asked) throws Exception {
        receiver.answers(status);
        poison(1);

        assertThat(Site.tick(function)).containsEntry("documents", Map.of("rejected", 1));
        assertThat(site.held() + site.waiting()).isZero();
        assertThat(receiver.posts()).as("what may pass is tried again").hasSize(asked);
    }

    @Test
    void aReceiverThatHangsDelaysNothingButTheEndOfATick() throws Exception {
        receiver.hangs();
        site.deliver(DelawareScrape.JURISDICTION_KEY, DelawareScrape.jurisdiction("153rd"));
        poison(1);
        var tick = CompletableFuture.supplyAsync(() -> Site.tick(function));

        Patience.until(Duration.ofSeconds(30), () -> !receiver.posts().isEmpty());
        // Before anybody is told, everything is committed and acknowledged.
        assertThat(site.held() + site.waiting()).isZero();
        assertThat(site.rows("SELECT DISTINCT outcome FROM hopper.receipt ORDER BY 1"))
                .containsExactly("rejected", "update");
        var began = Instant.now();
        assertThat(tick.join()).containsEntry("messages", 2);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nobodyThereIsNoReasonToFail() throws Exception {
        try (var lonely = site.function(Map.of("HOPPER_NOTIFY", "slack=http://127.0.0.1:1/x"))) {
            poison(1);
            assertThat(Site.tick(lonely)).containsEntry("documents", Map.of("rejected", 1));
        }
    }

    @Test
    void slackGetsItsTextWithoutMarkupOfDocuments() throws Exception {
        try (var slack =
                site.function(Map.of("HOPPER_NOTIFY", "slack=" + receiver.address() + "/T0"))) {
            site.execute(
                    """
                    INSERT INTO hopper.rejected (jurisdiction_id, kind, file, place, expected, found)
                    VALUES ('%s', 'bill', 'de/bill_1.json', 'title', 'a text', '"<!channel> & co"')
                    """
                            .formatted(Site.DELAWARE));
            Site.tick(slack);
        }

        assertThat(receiver.posts()).singleElement();
        assertThat(
                        new JsonMapper()
                                .readTree(receiver.posts().getFirst().body())
                                .path("text")
                                .asText())
                .contains("&lt;!channel&gt; &amp; co")
                .contains("docs/runbook.md#rejected");
    }

    @Test
    void aTopicGetsASignedRequest() throws Exception {
        var settings =
                Map.of(
                        "HOPPER_NOTIFY",
                        "sns=arn:aws:sns:eu-west-1:123456789012:hopper,webhook="
                                + receiver.address()
                                + "/hook",
                        "AWS_ENDPOINT_URL_SNS",
                        receiver.address() + "/sns/");
        try (var both = site.function(settings)) {
            poison(1);
            Site.tick(both);
        }

        assertThat(receiver.posts())
                .extracting(ReceivingServer.Post::path)
                .contains("/hook", "/sns/");
        var sns =
                receiver.posts().stream()
                        .filter(post -> post.path().equals("/sns/"))
                        .findFirst()
                        .orElseThrow();
        assertThat(sns.authorization()).contains("AWS4-HMAC-SHA256", "/eu-west-1/sns/aws4_request");
        assertThat(URLDecoder.decode(sns.body(), StandardCharsets.UTF_8))
                .contains("Action=Publish", "TopicArn=arn:aws:sns:eu-west-1:123456789012:hopper")
                .contains("expected JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slack=https://secret words/T0",
                "teams=https://secret",
                "https://secret",
                "sns=arn:secret",
                "webhook=ftp://secret/x"
            })
    void aSlipInTheSettingIsToldWithoutTheAddress(String setting) {
        assertThatThrownBy(() -> site.function(Map.of("HOPPER_NOTIFY", setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HOPPER_NOTIFY: ")
                .hasMessageContaining("expected")
                .hasMessageNotContaining("secret");
    }

    private void poison(int number) {
        site.deliver(DelawareScrape.billKey(number), POISON);
    }

    private void batch(int documents, int freshness) throws Exception {
        site.execute(
                """
                INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
                VALUES (nextval('hopper.batch_number'), '%s', 'bill', 'noop', %d, %d, clock_timestamp())
                """
                        .formatted(Site.DELAWARE, freshness, documents));
    }

    // For what was told, not for what happened.
    private void passes(Duration time) throws Exception {
        site.execute(
                "UPDATE hopper.notice SET told_at = told_at - interval '%1$d seconds', since = since - interval '%1$d seconds'"
                        .formatted(time.toSeconds()));
    }

    private List<String> words() throws Exception {
        return notices().stream().map(notice -> notice.path("what").asText()).toList();
    }

    private List<JsonNode> notices() throws Exception {
        var json = new JsonMapper();
        var all = new ArrayList<JsonNode>();
        for (var post : receiver.posts()) {
            json.readTree(post.body()).path("notices").forEach(all::add);
        }
        return all;
    }
}
