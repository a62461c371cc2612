package org.civichopper.aws;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/// Keeps received messages from others for some time more, or gives them back. One that is refused
/// stays as it was: the others see it when its time is over.
public record Visibility(SqsClient sqs, String queueUrl) {

    /// Any number of messages, many calls at once.
    ///
    /// @param after how long from now the others see them
    public <T> List<Refused<T>> change(
            Collection<T> messages, Function<T, String> receiptHandle, Duration after) {
        return TenAtOnce.each(messages, ten -> call(ten, receiptHandle, after));
    }

    private <T> List<BatchResultErrorEntry> call(
            List<T> ten, Function<T, String> receiptHandle, Duration after) {
        var entries =
                TenAtOnce.entries(
                        ten,
                        (id, message) ->
                                ChangeMessageVisibilityBatchRequestEntry.builder()
                                        .id(id)
                                        .receiptHandle(receiptHandle.apply(message))
                                        .visibilityTimeout((int) after.toSeconds())
                                        .build());
        return sqs.changeMessageVisibilityBatch(
                        change -> change.queueUrl(queueUrl).entries(entries))
                .failed();
    }
}
