package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.civichopper.importer.queue.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String RECORD =
            """
            {"messageId": "m1", "receiptHandle": "h1", "body": "{}", "eventSource": "aws:sqs",
             "attributes": {"ApproximateReceiveCount": "3"}, "eventSourceARN": "arn:aws:sqs:x",
             "messageAttributes": {"a": {"stringValue": "b", "dataType": "String"}}, "new": 1}\
            """;

    @Test
    void everythingThatWorkNeedsIsInAnEventOfTheQueue() throws IOException {
        assertThat(messages(RECORD)).containsExactly(new Received("m1", "h1", "{}", 3, NOW));
    }

    @Test
    void theEventIsReadWhole() throws IOException {
        var message = sqs(RECORD).event().getRecords().getFirst();

        assertThat(message.getEventSourceArn()).isEqualTo("arn:aws:sqs:x");
        assertThat(message.getMessageAttributes().get("a").getStringValue()).isEqualTo("b");
    }

    @Test
    void aRecordThatIsThereTwiceIsOneMessage() throws IOException {
        assertThat(messages(RECORD + "," + RECORD)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"attributes\": {}", "\"attributes\": null", "\"other\": 1"})
    void withoutACountItIsTheFirstTime(String attributes) throws IOException {
        var record =
                RECORD.replace("\"attributes\": {\"ApproximateReceiveCount\": \"3\"}", attributes);

        assertThat(messages(record)).extracting(Received::receiveCount).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"tick\"",
                "{\"Records\": []}",
                "{\"Records\": \"none\"}",
                "{\"Records\": [{\"eventSource\": \"aws:s3\"}]}",
                "{\"source\": 5, \"time\": [], \"detail\": {\"a\": 1}, \"resources\": {}}"
            })
    void whateverHoldsNoMessagesIsATick(String event) throws IOException {
        assertThat(read(event)).isInstanceOf(Event.Tick.class);
    }

    @Test
    void whatTheSchedulerSendsIsAScheduledEvent() throws IOException {
        var event = read(Files.readString(Path.of("../events/tick.json")));

        assertThat(event).isInstanceOf(Event.Tick.class);
        var tick = ((Event.Tick) event).event();
        assertThat(tick.getSource()).isEqualTo("aws.scheduler");
        assertThat(tick.getDetailType()).isEqualTo("Scheduled Event");
        assertThat(tick.getResources()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "receiptHandle", "body"})
    void aMessageThatCouldNotBeAnsweredForIsRefused(String field) {
        var without = RECORD.replace("\"" + field + "\"", "\"other\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> messages(without))
                .withMessage(
                        "SQS event: expected text as %s of each message, found none"
                                .formatted(field));
    }

    @Test
    void theAnswerNamesWhatFailedAsLambdaSpellsIt() throws IOException {
        var json = new ByteArrayOutputStream();

        Event.write(SqsEvent.answer(new LinkedHashSet<>(List.of("m1", "m2"))), json);

        assertThat(json)
                .hasToString(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");
    }

    private static Event read(String json) throws IOException {
        return Event.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Event.Messages sqs(String records) throws IOException {
        return (Event.Messages) read("{\"Records\": [" + records + "]}");
    }

    private static List<Received> messages(String records) throws IOException {
        return SqsEvent.messages(sqs(records).event(), NOW);
    }
}
