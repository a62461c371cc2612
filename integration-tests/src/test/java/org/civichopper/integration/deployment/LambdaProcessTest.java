package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.civichopper.integration.EmfRecords;
import org.civichopper.integration.EventSourceMapping;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The function in a process of its own, under the runtime client that Lambda uses and with the
/// logging that is deployed: a tick, an event of the queue, and every line of stdout.
class LambdaProcessTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Site site;
    private static Answer tick;
    private static Answer event;
    private static List<JsonNode> lines;

    @BeforeAll
    static void aTickAndAnEvent() throws Exception {
        site = Site.open();
        var process = LambdaProcess.start(site, "on-demand");
        try (process) {
            site.deliverSession();
            site.deliver(DelawareScrape.billKey(2), "An act relating to oysters");
            tick = process.invoke("{\"source\": \"aws.scheduler\"}");
            site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
            var mapping = EventSourceMapping.of(site);
            event = process.invoke(JSON.writeValueAsString(mapping.event()));
        }
        lines = process.lines();
    }

    @AfterAll
    static void close() {
        site.close();
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
