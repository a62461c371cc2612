package org.civichopper.cli.failures;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// @param body of the message
    record Parcel(Failure failure, String body) {}

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

    /// With a message as its scraper sent it.
    Parcel parcel(Failure failure, ObjectKey key) {
        var jurisdictionId = failure.jurisdictionId().orElse("");
        var message =
                new QueueMessage(
                        key.value(),
                        bucket,
                        jurisdictionId,
                        names.getOrDefault(jurisdictionId, ""),
                        false,
                        failure.runId(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Instant.now()));
        return new Parcel(failure, message.toJson());
    }

    /// @return what came of each
    List<Replayed> send(List<Parcel> parcels) {
        var results = new ArrayList<Replayed>();
        for (int from = 0; from < parcels.size(); from += A_CALL) {
            results.addAll(
                    sendChunk(parcels.subList(from, Math.min(parcels.size(), from + A_CALL))));
        }
        return results;
    }

    private List<Replayed> sendChunk(List<Parcel> chunk) {
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
        var results = new ArrayList<Replayed>();
        for (int i = 0; i < refused.length; i++) {
            var failure = chunk.get(i).failure();
            results.add(
                    refused[i] == null
                            ? Replayed.sent(failure)
                            : Replayed.notPossible(failure, refused[i]));
        }
        return results;
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Parcel> chunk) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var parcel : chunk) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(parcel.body())
                            .build());
        }
        return entries;
    }
}
