package org.civichopper.aws;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/// Takes received messages out of their queue for good. One that is refused comes again.
public record Deletion(SqsClient sqs, String queueUrl) {

    /// Any number of messages, many calls at once.
    public <T> List<Refused<T>> delete(Collection<T> messages, Function<T, String> receiptHandle) {
        return TenAtOnce.each(messages, ten -> call(ten, receiptHandle));
    }

    private <T> List<BatchResultErrorEntry> call(List<T> ten, Function<T, String> receiptHandle) {
        var entries =
                TenAtOnce.entries(
                        ten,
                        (id, message) ->
                                DeleteMessageBatchRequestEntry.builder()
                                        .id(id)
                                        .receiptHandle(receiptHandle.apply(message))
                                        .build());
        return sqs.deleteMessageBatch(delete -> delete.queueUrl(queueUrl).entries(entries))
                .failed();
    }
}
