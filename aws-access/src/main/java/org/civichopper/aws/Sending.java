package org.civichopper.aws;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Puts messages into a queue. Only what is not handed back as refused is in it for certain.
public record Sending(SqsClient sqs, String queueUrl) {

    /// Any number of messages, many calls at once.
    ///
    /// @param entry what is sent for a message, but for its id
    public <T> List<Refused<T>> send(
            Collection<T> messages, Function<T, SendMessageBatchRequestEntry.Builder> entry) {
        return TenAtOnce.each(messages, ten -> call(ten, entry));
    }

    /// The same for ten at most.
    ///
    /// @throws SdkException when the queue does not answer, or answers for none of them alone
    public <T> List<Refused<T>> sendTen(
            List<T> messages, Function<T, SendMessageBatchRequestEntry.Builder> entry)
            throws InterruptedException {
        return TenAtOnce.once(messages, ten -> call(ten, entry));
    }

    private <T> List<BatchResultErrorEntry> call(
            List<T> ten, Function<T, SendMessageBatchRequestEntry.Builder> entry) {
        var entries = TenAtOnce.entries(ten, (id, message) -> entry.apply(message).id(id).build());
        return sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries)).failed();
    }
}
