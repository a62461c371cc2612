package org.civichopper.cli.function;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.RuntimeApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function in a process of its own, under the runtime client that Lambda uses and with the
/// logging that is deployed: a tick, an event of the queue, and every line of stdout.
class LambdaProcessTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path LOGGING = Path.of("../importer-function/src/main/logging");

    @TempDir private static Path folder;
    private static Site site;
    private static Answer tick;
    private static Answer event;
    private static List<JsonNode> lines;

    @BeforeAll
    static void aTickAndAnEvent() throws Exception {
        site = Site.open();
        var said = folder.resolve("stdout");
        try (var api = RuntimeApi.start()) {
            var process = start(api, said);
            try {
                site.deliverSession();
                site.deliver(DelawareScrape.billKey(2), "An act relating to oysters");
                tick = api.invoke("{\"source\": \"aws.scheduler\"}", Site.TIMEOUT);
                site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
                var mapping = EventSourceMapping.of(site);
                event = api.invoke(JSON.writeValueAsString(mapping.event()), Site.TIMEOUT);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        lines = Files.readAllLines(said).stream().map(EmfRecords::read).map(r -> r.json()).toList();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Process start(RuntimeApi api, Path said) throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                                ImporterFunction.class.getName() + "::handleRequest")
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(site.env());
        builder.environment().putAll(api.environment());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "importer-of-a-stack");
        builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
        builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
        builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        return builder.start();
    }

    // With the artifact's provider of logging in place of the command line's.
    private static String classPath() {
        return Stream.concat(
                        Stream.of(LOGGING.toAbsolutePath().toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(jar -> !jar.contains("log4j-slf4j2-impl")))
                .collect(joining(File.pathSeparator));
    }

    @Test
    void bothTriggersAreAnsweredAsTheyExpect() throws Exception {
        assertThat(json(tick).path("messages").asInt()).isEqualTo(2);
        assertThat(json(event)).isEqualTo(JSON.readTree("{\"batchItemFailures\": []}"));
        assertThat(site.count("opencivicdata_bill")).isEqualTo(1);
    }

    @Test
    void eachBatchIsALineWithItsFields() {
        assertThat(logged("batch: ")).hasSize(2);
        var line = logged("batch: ").getFirst();

        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("messages").asInt()).isEqualTo(2);
        assertThat(line.path("postponed").asInt()).isZero();
        assertThat(line.path("documents").toString()).isEqualTo("{\"rejected\":1,\"update\":1}");
        assertThat(line.path("quality").isObject()).isTrue();
        assertThat(line.path("ms").path("committed").isNumber()).isTrue();
        assertThat(line.path("jurisdictions").toString()).isEqualTo("[\"" + Site.DELAWARE + "\"]");
    }

    @Test
    void eachRejectedDocumentIsALineWithItsReason() {
        assertThat(logged(DelawareScrape.billKey(2) + " rejected: ")).hasSize(1);
        var line = logged(DelawareScrape.billKey(2) + " rejected: ").getFirst();

        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("file").asText()).isEqualTo(DelawareScrape.billKey(2));
        assertThat(line.path("kind").asText()).isEqualTo("bill");
        assertThat(line.path("jurisdiction").asText()).isEqualTo(Site.DELAWARE);
        assertThat(line.path("expected").asText()).isNotEmpty();
    }

    @Test
    void everyLineSaysWhichInvocationItIsOf() {
        var first = logged("batch: ").getFirst();
        var second = logged("batch: ").getLast();

        assertThat(first.path("function_request_id").asText())
                .isNotEmpty()
                .isEqualTo(first.path("correlation_id").asText())
                .isNotEqualTo(second.path("function_request_id").asText());
        assertThat(first.path("cold_start").asText()).isEqualTo("true");
        assertThat(second.path("cold_start").asText()).isEqualTo("false");
        assertThat(first.path("function_name").asText()).isEqualTo("importer-of-a-stack");
    }

    @Test
    void metricsAreOnStdoutUnderTheNameOfTheFunction() {
        var records = lines.stream().filter(line -> line.has("_aws")).map(EmfRecords.Record::new);

        assertThat(records.toList())
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.dimensions())
                                .containsEntry("Function", "importer-of-a-stack"))
                .anySatisfy(record -> assertThat(record.values("Batches")).containsExactly(1.0));
    }

    private static List<JsonNode> logged(String beginning) {
        return lines.stream()
                .filter(line -> line.path("message").asText().startsWith(beginning))
                .toList();
    }

    private static JsonNode json(Answer answer) throws IOException {
        return switch (answer) {
            case Answer.Returned(var json) -> JSON.readTree(json);
            case Answer.Failed(var json) -> throw new AssertionError(json);
        };
    }
}
