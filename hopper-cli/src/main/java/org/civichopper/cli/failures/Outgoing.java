package org.civichopper.cli.failures;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.importer.parallel.Refusal;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Messages on their way into the queue, each with the word of the queue that it has it.
final class Outgoing {

    private static final int A_CALL = 10; // messages, as many as SQS takes

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
        var refused = new ArrayList<Optional<String>>();
        for (int from = 0; from < messages.size(); from += A_CALL) {
            refused.addAll(
                    sendChunk(messages.subList(from, Math.min(messages.size(), from + A_CALL))));
        }
        return refused;
    }

    private List<Optional<String>> sendChunk(List<String> chunk) {
        var refused = new String[chunk.size()];
        try {
            var answer =
                    sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries(chunk)));
            for (var failed : answer.failed()) {
                refused[Integer.parseInt(failed.id())] = "the queue: " + failed.message();
            }
        } catch (SdkException e) {
            Arrays.fill(refused, "the queue: " + Refusal.of(e));
        }
        return Stream.of(refused).map(Optional::ofNullable).toList();
    }

    private static List<SendMessageBatchRequestEntry> entries(List<String> chunk) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var message : chunk) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(message)
                            .build());
        }
        return entries;
    }
}
