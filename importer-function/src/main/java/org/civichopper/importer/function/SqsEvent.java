package org.civichopper.importer.function;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.importer.queue.Received;

/// Messages that Lambda itself has received from the queue, and what it wants to hear of them. As a
/// plain map: Lambda then hands over the event as it came, and one handler takes ticks as well.
final class SqsEvent {

    private static final String SOURCE = "aws:sqs";

    private SqsEvent() {}

    /// The messages of such an event; nothing for any other, which is a tick.
    ///
    /// @throws IllegalArgumentException for a message without id, body or receipt handle
    static Optional<List<Received>> messages(Map<String, Object> event, Instant now) {
        if (!(event.get("Records") instanceof List<?> records)
                || records.isEmpty()
                || !records.stream().allMatch(SqsEvent::isMessage)) {
            return Optional.empty();
        }
        // Lambda delivers at least once, also within one event.
        var messages = new LinkedHashSet<Received>();
        records.forEach(record -> messages.add(received((Map<?, ?>) record, now)));
        return Optional.of(List.copyOf(messages));
    }

    private static boolean isMessage(Object record) {
        return record instanceof Map<?, ?> fields && SOURCE.equals(fields.get("eventSource"));
    }

    private static Received received(Map<?, ?> message, Instant now) {
        return new Received(
                text(message, "messageId"),
                text(message, "receiptHandle"),
                text(message, "body"),
                receiveCount(message.get("attributes")),
                now);
    }

    private static String text(Map<?, ?> message, String field) {
        if (message.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                "SQS event: expected text as %s of each message, found %s"
                        .formatted(field, message.get(field)));
    }

    private static int receiveCount(Object attributes) {
        return attributes instanceof Map<?, ?> counts
                        && counts.get("ApproximateReceiveCount") instanceof String count
                        && count.matches("[0-9]{1,9}")
                ? Integer.parseInt(count)
                : 1;
    }

    /// Lambda deletes all messages of the event but these.
    static Map<String, Object> answer(Set<String> failed) {
        return Map.of(
                "batchItemFailures",
                failed.stream().map(id -> Map.of("itemIdentifier", id)).toList());
    }
}
