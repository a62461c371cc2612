package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.FunctionJvm;
import org.civichopper.localcloud.lambda.FunctionProcess;
import org.civichopper.localcloud.lambda.Sandbox;
import org.civichopper.model.wire.RunMessage;
import org.civichopper.testing.BuiltFunction;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is built takes every event of `events/`, under Lambda's runtime client, with a real bucket,
/// queue and database.
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is made for Linux only")
class EventsTest {

    private static final Path EVENTS = Path.of("../events");
    private static final JsonMapper JSON = new JsonMapper();

    private Site site;
    private Sandbox sandbox;
    private FunctionProcess process;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.of(BuiltFunction.zip());
        site = Site.open();
        process =
                FunctionProcess.start(
                        new FunctionOptions().function(site.env()),
                        new FunctionJvm.Managed(),
                        sandbox,
                        (_, _) -> {});
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.close();
            site.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    // What is no event is a set of variables for one.
    static List<String> events() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.equals("local.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void isAnsweredAndNothingThatWaitsIsLost(String name) throws Exception {
        var event = event(name);
        for (var key : keys(event)) {
            site.put(key, DelawareScrape.documents().get(key));
        }
        site.deliver(DelawareScrape.billKey(3), DelawareScrape.bill(3));

        var answer = answer(event);

        if (event.has("Records")) {
            assertThat(answer).isEqualTo(JSON.readTree("{\"batchItemFailures\": []}"));
            assertThat(site.count("opencivicdata_bill")).isEqualTo(bills(event));
        }
        answer(event("tick.json"));
        assertThat(site.held() + site.waiting() + site.deadLetters()).isZero();
        assertThat(site.rows("SELECT object_key FROM hopper.receipt"))
                .contains(DelawareScrape.billKey(3));
    }

    @Test
    void aTickImportsWhatLiesInTheQueue() throws Exception {
        site.deliverAll(DelawareScrape.documents());

        var answer = answer(event("tick.json"));

        assertThat(answer.path("messages").asInt()).isEqualTo(DelawareScrape.DOCUMENTS);
        assertThat(site.count("opencivicdata_bill")).isEqualTo(DelawareScrape.BILLS);
        assertThat(site.held() + site.waiting()).isZero();
    }

    private JsonNode answer(JsonNode event) throws Exception {
        return switch (process.invoke(JSON.writeValueAsString(event))) {
            case Answer.Returned(var json) -> JSON.readTree(json);
            case Answer.Failed(var json) ->
                    throw new AssertionError(json + "\n" + String.join("\n", process.lastLines()));
        };
    }

    // The bucket of this test has another name.
    private JsonNode event(String name) throws IOException {
        return JSON.readTree(
                Files.readString(EVENTS.resolve(name))
                        .replace(
                                "\\\"bucket\\\": \\\"hopper\\\"",
                                "\\\"bucket\\\": \\\"" + site.bucket() + "\\\""));
    }

    private static List<String> keys(JsonNode event) {
        return event.path("Records")
                .valueStream()
                .map(message -> message.path("body").asText())
                .filter(EventsTest::isSound)
                .filter(body -> !RunMessage.isMeantBy(body))
                .map(EventsTest::key)
                .toList();
    }

    private static int bills(JsonNode event) {
        return (int) keys(event).stream().filter(key -> key.contains("/bill_")).count();
    }

    private static boolean isSound(String body) {
        return body.endsWith("}");
    }

    private static String key(String body) {
        try {
            return JSON.readTree(body).path("file_path").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
