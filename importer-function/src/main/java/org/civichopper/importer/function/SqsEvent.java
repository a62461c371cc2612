package org.civichopper.importer.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.importer.queue.Received;

/// Messages that Lambda itself has received from the queue, and what it wants to hear of them.
final class SqsEvent {

    private SqsEvent() {}

    /// @throws IllegalArgumentException for a message without id, body or receipt handle
    static List<Received> messages(SQSEvent event, Instant now) {
        // Lambda delivers at least once, also within one event.
        var messages = new LinkedHashSet<Received>();
        event.getRecords().forEach(message -> messages.add(received(message, now)));
        return List.copyOf(messages);
    }

    private static Received received(SQSMessage message, Instant now) {
        return new Received(
                text("messageId", message.getMessageId()),
                text("receiptHandle", message.getReceiptHandle()),
                text("body", message.getBody()),
                receiveCount(message.getAttributes()),
                now);
    }

    private static String text(String field, String found) {
        if (found == null) {
            throw new IllegalArgumentException(
                    "SQS event: expected text as %s of each message, found none".formatted(field));
        }
        return found;
    }

    private static int receiveCount(Map<String, String> attributes) {
        var count = attributes == null ? null : attributes.get("ApproximateReceiveCount");
        return count != null && count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 1;
    }

    /// Lambda deletes all messages of the event but these.
    static SQSBatchResponse answer(Set<String> failed) {
        return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
    }
}
