package org.civichopper.uploader;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.civichopper.aws.Refused;
import org.civichopper.aws.Sending;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The queue, ten messages a call.
final class DocumentQueue {

    static final int BATCH = 10; // the most that SQS takes

    private final SqsClient sqs;
    private final String queueUrl;
    private final String bucket;

    DocumentQueue(SqsClient sqs, String queueUrl, String bucket) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
    }

    /// Returns the documents that the queue would not take, each with its reason. Ten at most; a
    /// call that fails as a whole, the SDK's own retries included, is an exception.
    Map<StoredDocument, String> send(List<StoredDocument> documents) throws InterruptedException {
        return new Sending(sqs, queueUrl)
                .sendTen(documents, this::entry).stream()
                        .collect(toMap(Refused::message, Refused::why, (one, _) -> one));
    }

    /// Says something of a jurisdiction's scrape as a whole.
    void tell(String body, String jurisdictionId) {
        sqs.sendMessage(message ->
                message.queueUrl(queueUrl)
                        .messageBody(body)
                        .messageGroupId(jurisdictionId)
                        .delaySeconds(0));
    }

    private SendMessageBatchRequestEntry.Builder entry(StoredDocument document) {
        return SendMessageBatchRequestEntry.builder()
                .messageBody(document.message(bucket, Instant.now()))
                // On a standard queue: keeps one busy scraper from starving the others.
                .messageGroupId(document.jurisdiction().id())
                .delaySeconds(0);
    }
}
