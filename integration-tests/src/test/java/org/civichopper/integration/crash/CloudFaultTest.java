package org.civichopper.integration.crash;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.FaultyServer.Request;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Bucket and queue answer late, half or not at all: whatever that concerns goes back, everything
/// else goes on, one line says why, and the end is right once the fault is over.
@Tag("attack")
@Execution(ExecutionMode.CONCURRENT)
class CloudFaultTest {

    private static final Fault SLOW_DOWN =
            new Fault.Refused(
                    503,
                    """
                    <Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message>
                    <RequestId>%s</RequestId></Error>
                    """);
    private static final Fault BROKEN = new Fault.Refused(500, "");

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Site site;
    private Docket docket;
    private FaultyServer bucket;
    private FaultyServer queue;
    private ImporterFunction function;

    @BeforeEach
    void open() throws IOException {
        site = Site.open();
        docket = new Docket(site);
        bucket = FaultyServer.before(URI.create(site.env().get("AWS_ENDPOINT_URL_S3")));
        queue = FaultyServer.before(URI.create(site.env().get("AWS_ENDPOINT_URL_SQS")));
        function =
                site.function(
                        Map.of(
                                "AWS_ENDPOINT_URL_S3", bucket.endpoint(),
                                "AWS_ENDPOINT_URL_SQS", queue.endpoint(),
                                "SQS_QUEUE_URL", throughProxy()));
    }

    private String throughProxy() {
        return site.env()
                .get("SQS_QUEUE_URL")
                .replace(site.env().get("AWS_ENDPOINT_URL_SQS"), queue.endpoint());
    }

    @AfterEach
    void close() {
        function.close();
        bucket.close();
        queue.close();
        site.close();
    }

    @Test
    void everyFaultOfTheBucketGivesBackWhatItConcernsAndNothingElse() throws Exception {
        var unfetched = docket.deliverNext();
        var halved = docket.deliverNext();
        var uncopied = docket.deliverNext();
        var undeleted = docket.deliverNext();
        var late = docket.deliverNext();
        bucket.also(request("GET", unfetched), SLOW_DOWN);
        bucket.also(request("GET", halved), new Fault.HalfABody());
        bucket.also(copy(uncopied), SLOW_DOWN);
        bucket.also(request("DELETE", undeleted), SLOW_DOWN);
        bucket.also(request("GET", late), new Fault.Slow(Duration.ofSeconds(1)));

        try (var log = LogLines.begin()) {
            assertThat(Site.tick(function))
                    .containsEntry("messages", 10)
                    .containsEntry("postponed", 8)
                    .containsEntry("documents", Map.of("insert", 6));
            assertThat(log.errors())
                    .as("one line for each cause")
                    .hasSizeLessThanOrEqualTo(4)
                    .anySatisfy(line -> assertThat(line).contains("postponed", "503"));
        }
        assertThat(site.count("hopper.rejected")).isZero();
        assertThat(site.held()).isEqualTo(8);
        assertThat(visibilities()).contains(10);

        bucket.recover();
        site.drain(Duration.ofSeconds(90));
        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    @Test
    void whatGoesBackAgainStaysAwayForLonger() throws Exception {
        var keys = docket.deliverNext();
        var once = site.queue(Duration.ofSeconds(30));
        once.release(once.receive(2), Duration.ZERO);
        bucket.when(request("GET", keys), SLOW_DOWN);

        assertThat(Site.tick(function)).containsEntry("postponed", 2);

        assertThat(visibilities()).containsOnly(20);
    }

    @Test
    void aBriefFaultIsNotEvenNoticed() throws Exception {
        var keys = docket.deliverNext();
        bucket.when(Passing.first(3, request("GET", keys)), SLOW_DOWN);

        assertThat(Site.tick(function)).containsEntry("postponed", 0);
        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    @Test
    void aMoveWhoseAnswersAreLostIsDone() throws Exception {
        var keys = docket.deliverNext();
        bucket.also(Passing.first(1, request("DELETE", keys)), new Fault.DoneButRefused(500));
        bucket.also(Passing.first(1, copy(keys)), new Fault.DoneButRefused(500));

        assertThat(Site.tick(function)).containsEntry("postponed", 0);
        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    /// What the slower of two sees who move the same object.
    @Test
    void anObjectThatIsGoneWhenItsTurnComesIsPutAway() throws Exception {
        var keys = docket.deliverNext();
        bucket.when(request("DELETE", keys), new Fault.DoneButRefused(404));

        assertThat(Site.tick(function)).containsEntry("postponed", 0);
        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    @Test
    void aQueueThatDoesNotDeleteGetsItsMessagesAgainAndNothingElseHappens() throws Exception {
        docket.deliverNext();
        queue.when(action("DeleteMessageBatch"), BROKEN);

        try (var log = LogLines.begin()) {
            assertThat(Site.tick(function)).containsEntry("documents", Map.of("insert", 2));
            assertThat(log.problems()).singleElement().asString().contains("not deleted");
        }
        assertThat(site.held()).isEqualTo(2);
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void whatAQueueRefusesToDeleteIsNamed() throws Exception {
        docket.deliverNext();
        queue.when(action("DeleteMessageBatch"), refusing(2, true));

        try (var log = LogLines.begin()) {
            assertThat(Site.tick(function)).containsEntry("documents", Map.of("insert", 2));
            assertThat(log.problems())
                    .singleElement()
                    .asString()
                    .contains("some of 2 messages not deleted: Refused: no");
        }
        assertThat(site.held()).isEqualTo(2);
        assertThat(site.keys("de/")).isEmpty();
    }

    @Test
    void whatAQueueRefusesOnceIsTriedAgain() throws Exception {
        docket.deliverNext();
        queue.when(Passing.first(1, action("DeleteMessageBatch")), refusing(2, false));

        Site.tick(function);

        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    @Test
    void whatAQueueRefusesToTakeIsNotCalledSent() {
        site.put(DelawareScrape.billKey(1), DelawareScrape.bytes(DelawareScrape.bill(1)));
        queue.when(action("SendMessageBatch"), refusing(1, true));
        try (var sweeping =
                        site.function(
                                Map.of(
                                        "AWS_ENDPOINT_URL_SQS",
                                        queue.endpoint(),
                                        "SQS_QUEUE_URL",
                                        throughProxy(),
                                        "HOPPER_LEFT_BEHIND_AFTER",
                                        "PT2S"));
                var log = LogLines.begin()) {
            Patience.until(
                    LONGEST,
                    () -> {
                        Site.tick(sweeping);
                        return !log.problems().isEmpty();
                    });
            assertThat(log.problems())
                    .singleElement()
                    .asString()
                    .startsWith("1 objects have no message and got none")
                    .endsWith(": Refused: no");

            queue.recover();
            Patience.until(
                    LONGEST,
                    () -> {
                        Site.tick(sweeping);
                        return site.keys("de/").isEmpty();
                    });
        }
    }

    @Test
    void aQueueThatDoesNotTakeMessagesBackGetsThemBackByTime() {
        var keys = docket.deliverNext();
        bucket.when(request("GET", keys), SLOW_DOWN);
        queue.when(action("ChangeMessageVisibilityBatch"), BROKEN);

        assertThat(Site.tick(function)).containsEntry("postponed", 2);

        assertThat(site.held()).isEqualTo(2);
    }

    @Test
    void aDeletionWhoseAnswerIsLostIsOne() throws Exception {
        docket.deliverNext();
        queue.when(action("DeleteMessageBatch"), new Fault.DoneButRefused(500));

        Site.tick(function);

        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    @Test
    void aQueueThatDoesNotAnswerFailsTheTickInOneSentence() {
        docket.deliverNext();
        queue.when(action("ReceiveMessage"), BROKEN);

        assertThatThrownBy(() -> Site.tick(function))
                .hasMessageStartingWith("nothing received: ")
                .hasMessageContaining("500");
        assertThat(site.waiting()).isEqualTo(2);
    }

    @Test
    void whatWasReceivedBeforeTheQueueFailedIsWorkedOn() throws Exception {
        docket.deliverNext();
        queue.when(Passing.afterTheFirst(action("ReceiveMessage")), BROKEN);

        assertThat(Site.tick(function)).extractingByKey("documents").isNotEqualTo(Map.of());

        queue.recover();
        site.drain(Duration.ofSeconds(90));
        docket.check(Attack.CLOUD_FAULT, bucket.faults() + queue.faults());
    }

    private static Predicate<Request> request(String method, List<String> keys) {
        return request ->
                request.method().equals(method)
                        && keys.stream().anyMatch(key -> request.path().endsWith("/" + key));
    }

    // To a name that holds what is between the folder and the ending of the first.
    private static Predicate<Request> copy(List<String> keys) {
        return request ->
                request.method().equals("PUT")
                        && keys.stream()
                                .map(key -> key.substring(0, key.length() - ".json".length()))
                                .anyMatch(request.path()::contains);
    }

    /// It answers, and refuses as many messages of a call.
    private static Fault refusing(int messages, boolean senders) {
        var failed =
                IntStream.range(0, messages)
                        .mapToObj(id ->
                                """
                                {"Id": "%d", "SenderFault": %s, "Code": "Refused", "Message": "no"}
                                """
                                        .formatted(id, senders))
                        .collect(joining(","));
        return new Fault.Refused(200, "{\"Successful\": [], \"Failed\": [" + failed + "]}");
    }

    private static Predicate<Request> action(String name) {
        return request -> request.action().equals(name);
    }

    /// For how many seconds the function made messages invisible.
    private Set<Integer> visibilities() {
        return queue.seen().stream()
                .filter(action("ChangeMessageVisibilityBatch"))
                .map(request ->
                        request.body().replaceAll("(?s).*\"VisibilityTimeout\":(\\d+).*", "$1"))
                .map(Integer::parseInt)
                .collect(toSet());
    }
}
