package org.civichopper.uploader;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The queue, ten messages a call.
final class DocumentQueue {

    static final int BATCH = 10; // the most that SQS takes

    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SqsClient sqs;
    private final String queueUrl;
    private final String bucket;

    DocumentQueue(SqsClient sqs, String queueUrl, String bucket) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
    }

    /// Returns the documents that the queue would not take, each with its reason. A batch that
    /// fails as a whole, the SDK's own retries included, is an exception.
    Map<StoredDocument, String> send(List<StoredDocument> documents) throws InterruptedException {
        var refused = new HashMap<StoredDocument, String>();
        var waiting = documents;
        for (var attempt = 1; !waiting.isEmpty(); attempt++) {
            var again = new ArrayList<StoredDocument>();
            for (var failure : attempt(waiting)) {
                var document = waiting.get(Integer.parseInt(failure.id()));
                if (failure.senderFault() || attempt == ATTEMPTS) {
                    refused.put(document, failure.code() + ": " + failure.message());
                } else {
                    again.add(document);
                }
            }
            waiting = again;
            if (!waiting.isEmpty()) {
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
        return refused;
    }

    /// Says something of a jurisdiction's scrape as a whole.
    void tell(String body, String jurisdictionId) {
        sqs.sendMessage(message ->
                message.queueUrl(queueUrl)
                        .messageBody(body)
                        .messageGroupId(jurisdictionId)
                        .delaySeconds(0));
    }

    private List<BatchResultErrorEntry> attempt(List<StoredDocument> documents) {
        var now = Instant.now();
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var document : documents) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(document.message(bucket, now))
                            // On a standard queue: keeps one busy scraper from starving the others.
                            .messageGroupId(document.jurisdiction().id())
                            .delaySeconds(0)
                            .build());
        }
        return sqs.sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries)).failed();
    }
}
