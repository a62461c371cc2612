package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.civichopper.importer.queue.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsEventTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, Object> RECORD =
            Map.of(
                    "messageId", "m1",
                    "receiptHandle", "h1",
                    "body", "{}",
                    "attributes", Map.of("ApproximateReceiveCount", "3"),
                    "eventSource", "aws:sqs");

    @Test
    void everythingThatWorkNeedsIsInTheEvent() {
        assertThat(messages(RECORD)).containsExactly(new Received("m1", "h1", "{}", 3, NOW));
    }

    @Test
    void aRecordThatIsThereTwiceIsOneMessage() {
        assertThat(messages(RECORD, RECORD)).hasSize(1);
    }

    @Test
    void withoutACountItIsTheFirstTime() {
        assertThat(messages(with("attributes", Map.of())))
                .extracting(Received::receiveCount)
                .containsExactly(1);
    }

    @Test
    void whateverHoldsNoMessagesIsATick() {
        assertThat(SqsEvent.messages(Map.of(), NOW)).isEmpty();
        assertThat(SqsEvent.messages(Map.of("source", "aws.scheduler"), NOW)).isEmpty();
        assertThat(SqsEvent.messages(Map.of("Records", List.of()), NOW)).isEmpty();
        assertThat(SqsEvent.messages(Map.of("Records", "none"), NOW)).isEmpty();
        var ofABucket = Map.<String, Object>of("Records", List.of(with("eventSource", "aws:s3")));
        assertThat(SqsEvent.messages(ofABucket, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "receiptHandle", "body"})
    void aMessageThatCouldNotBeAnsweredForIsRefused(String field) {
        var without = new HashMap<>(RECORD);
        without.remove(field);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> messages(without))
                .withMessage(
                        "SQS event: expected text as %s of each message, found null"
                                .formatted(field));
    }

    @Test
    void theAnswerNamesWhatFailed() {
        assertThat(SqsEvent.answer(new LinkedHashSet<>(List.of("m1", "m2"))))
                .isEqualTo(
                        Map.of(
                                "batchItemFailures",
                                List.of(
                                        Map.of("itemIdentifier", "m1"),
                                        Map.of("itemIdentifier", "m2"))));
    }

    private static List<Received> messages(Object... records) {
        return SqsEvent.messages(Map.of("Records", List.of(records)), NOW).orElseThrow();
    }

    private static Map<String, Object> with(String field, Object value) {
        var record = new HashMap<>(RECORD);
        record.put(field, value);
        return record;
    }
}
