package org.civichopper.integration.surge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a tick that finds a backlog calls for others.
class SurgeTest {

    private static final Map<String, Object> SCHEDULED = Map.of("source", "aws.scheduler");
    private static final Map<String, Object> CALLED = Map.of("source", "hopper.surge");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private Site site;
    private HttpServer lambda;
    private int answer = 202;

    @BeforeEach
    void open() throws IOException {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", this::note);
        lambda.start();
        site = Site.open();
        site.deliverSession();
    }

    @AfterEach
    void close() {
        site.close();
        lambda.stop(0);
    }

    private void note(HttpExchange call) throws IOException {
        try (call) {
            calls.add(
                    "%s %s %s"
                            .formatted(
                                    call.getRequestURI().getPath(),
                                    call.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
                                    new String(
                                            call.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8)));
            call.sendResponseHeaders(answer, -1);
        }
    }

    @Test
    void oneInstanceIsCalledForEachBatchThatWaitsUnderTheNameThatThisOneWasCalledBy() {
        announceBills(5);

        assertThat(tick(SCHEDULED, "on")).containsEntry("messages", 6);

        var arn = "arn:aws:lambda:us-east-1:000000000000:function:importer";
        assertThat(calls)
                .hasSize(3)
                .containsOnly(
                        "/2015-03-31/functions/%s/invocations Event {\"source\": \"hopper.surge\"}"
                                .formatted(arn));
    }

    @Test
    void neverAreThereMoreThanTen() {
        announceBills(40);

        tick(SCHEDULED, "on");

        assertThat(calls).hasSize(9);
    }

    @Test
    void whoWasCalledSoCallsNobody() {
        announceBills(5);

        assertThat(tick(CALLED, "on")).containsEntry("messages", 6);

        assertThat(calls).isEmpty();
    }

    @Test
    void itCanBeOff() {
        announceBills(5);

        assertThat(tick(SCHEDULED, "off")).containsEntry("messages", 6);

        assertThat(calls).isEmpty();
    }

    @Test
    void aBatchThatOneCanTakeCallsForNobody() {
        assertThat(tick(SCHEDULED, "on")).containsEntry("messages", 1);

        assertThat(calls).isEmpty();
    }

    @Test
    void whoCannotCallOthersWorksAlone() {
        announceBills(5);
        answer = 403;

        assertThat(tick(SCHEDULED, "on")).containsEntry("messages", 6);
    }

    private void announceBills(int bills) {
        for (int number = 1; number <= bills; number++) {
            site.deliver(DelawareScrape.billKey(number), DelawareScrape.bill(number));
        }
    }

    private Map<String, Object> tick(Map<String, Object> event, String surge) {
        var settings = new HashMap<String, String>();
        settings.put("HOPPER_SURGE", surge);
        settings.put("HOPPER_BATCH_SIZE", "2");
        settings.put(
                "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + lambda.getAddress().getPort());
        try (var function = site.function(settings)) {
            return Site.invoke(function, event, Site.TIMEOUT);
        }
    }
}
