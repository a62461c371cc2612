package org.civichopper.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.testing.Site;

/// What Lambda does where a queue triggers a function: it receives messages, calls the function
/// with them, and deletes those that the answer does not name.
public final class EventSourceMapping {

    private static final Duration VISIBILITY = Duration.ofMinutes(10);

    private final WorkQueue queue;
    private final List<Received> received;

    private EventSourceMapping(WorkQueue queue, List<Received> received) {
        this.queue = queue;
        this.received = received;
    }

    /// Receives what waits.
    public static EventSourceMapping of(Site site) {
        var queue = site.queue(VISIBILITY);
        return new EventSourceMapping(queue, queue.receive(site.waiting()));
    }

    public List<String> messageIds() {
        return received.stream().map(Received::messageId).toList();
    }

    public Map<String, Object> event() {
        return Map.of("Records", received.stream().map(EventSourceMapping::record).toList());
    }

    /// The same with the first message twice, as Lambda may deliver it.
    public Map<String, Object> eventWithADouble() {
        var records = new ArrayList<>(received.stream().map(EventSourceMapping::record).toList());
        records.add(records.getFirst());
        return Map.of("Records", records);
    }

    private static Map<String, Object> record(Received message) {
        return Map.of(
                "messageId", message.messageId(),
                "receiptHandle", message.receiptHandle(),
                "body", message.body(),
                "attributes",
                        Map.of("ApproximateReceiveCount", Integer.toString(message.receiveCount())),
                "messageAttributes", Map.of(),
                "eventSource", "aws:sqs",
                "eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:hopper",
                "awsRegion", "us-east-1");
    }

    /// Calls the function with what was received.
    ///
    /// @return the ids of the messages that come again
    public List<String> deliver(ImporterFunction function) {
        return settle(Site.invoke(function, event(), Site.TIMEOUT));
    }

    /// Deletes all but those that the answer names, which are returned.
    public List<String> settle(Map<String, Object> answer) {
        var failed = failed(answer);
        var kept = new HashSet<>(failed);
        queue.acknowledge(
                received.stream().filter(message -> !kept.contains(message.messageId())).toList());
        return failed;
    }

    private static List<String> failed(Map<String, Object> answer) {
        if (!(answer.get("batchItemFailures") instanceof List<?> failures)) {
            throw new AssertionError("expected batchItemFailures, found " + answer);
        }
        return failures.stream()
                .map(failure -> (String) ((Map<?, ?>) failure).get("itemIdentifier"))
                .toList();
    }
}
