package org.civichopper.cli.failures;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.aws.Sending;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Messages on their way into the queue, each with the word of the queue that it has it.
final class Outgoing {

    private final SqsClient sqs;
    private final String queueUrl;
    private final String bucket;
    private final Map<String, String> names =
            Jurisdictions.read().stream().collect(toMap(Jurisdiction::id, Jurisdiction::name));

    Outgoing(SqsClient sqs, String queueUrl, String bucket) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
    }

    /// A message as its scraper sent it.
    String message(ObjectKey key, String jurisdictionId, Optional<String> runId) {
        var message =
                new QueueMessage(
                        key.value(),
                        bucket,
                        jurisdictionId,
                        names.getOrDefault(jurisdictionId, ""),
                        false,
                        runId,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.now()));
        return message.toJson();
    }

    /// @return for each of these messages why the queue did not take it; empty where it did
    List<Optional<String>> send(List<String> messages) {
        var refused = new HashMap<Integer, String>();
        new Sending(sqs, queueUrl)
                .send(
                        IntStream.range(0, messages.size()).boxed().toList(),
                        number ->
                                SendMessageBatchRequestEntry.builder()
                                        .messageBody(messages.get(number)))
                .forEach(each -> refused.put(each.message(), "the queue: " + each.why()));
        return IntStream.range(0, messages.size())
                .mapToObj(number -> Optional.ofNullable(refused.get(number)))
                .toList();
    }
}
