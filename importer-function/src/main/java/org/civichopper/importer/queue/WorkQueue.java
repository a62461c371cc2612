package org.civichopper.importer.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.civichopper.aws.Deletion;
import org.civichopper.aws.Parallel;
import org.civichopper.aws.Refusal;
import org.civichopper.aws.Refused;
import org.civichopper.aws.Sending;
import org.civichopper.aws.Visibility;
import org.civichopper.model.wire.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The queue that scrapers tell their documents to. Receiving deletes nothing.
public final class WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final int A_CALL = 10; // messages, as many as SQS takes
    private static final int POLLERS = 10;
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    private final SqsClient sqs;
    private final String url;
    private final Duration visibility;

    /// @param visibility how long a received message is ours; when its holder dies, it is back then
    public WorkQueue(SqsClient sqs, String url, Duration visibility) {
        this.sqs = sqs;
        this.url = url;
        this.visibility = visibility;
    }

    /// Receives until there are `most` messages or a long poll comes back empty. An empty queue
    /// costs one long poll.
    ///
    /// @throws SdkException when the queue does not even answer the first poll; what later polls do
    ///   not bring, the next batch may
    public List<Received> receive(int most) {
        var received = Collections.synchronizedList(new ArrayList<>(poll(Math.min(A_CALL, most))));
        if (received.isEmpty()) {
            return received;
        }
        var quotas = new Quotas(most - received.size());
        try {
            Parallel.map(
                    IntStream.range(0, POLLERS).boxed().toList(),
                    _ -> {
                        for (int quota = quotas.take(); quota > 0; quota = quotas.take()) {
                            var messages = poll(quota);
                            received.addAll(messages);
                            quotas.took(quota, messages.size());
                        }
                        return null;
                    });
        } catch (SdkException e) {
            LOG.warn("only {} messages received: {}", received.size(), Refusal.of(e));
        }
        return List.copyOf(received);
    }

    /// Keeps messages ours until it is closed, but no longer than to the end of our time.
    public Hold hold(List<Received> messages, Instant end) {
        return new Hold(this, messages, visibility, end);
    }

    /// How many messages each of several pollers may still ask for, so that together they never
    /// hold more than were wanted.
    private static final class Quotas {

        private int wanted;

        Quotas(int wanted) {
            this.wanted = wanted;
        }

        synchronized int take() {
            var quota = Math.min(A_CALL, wanted);
            wanted -= quota;
            return quota;
        }

        synchronized void took(int quota, int messages) {
            wanted = messages == 0 ? 0 : wanted + quota - messages;
        }
    }

    /// About how many messages there are, held ones included.
    public int depth() {
        return messages(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /// About how many messages there are that nobody holds.
    public int waiting() {
        return messages(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int messages(QueueAttributeName... which) {
        var counts = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(which));
        return counts.attributes().values().stream().mapToInt(Integer::parseInt).sum();
    }

    /// Sends messages, as a scraper would.
    ///
    /// @return those that the queue did not take
    public List<Refused<QueueMessage>> send(Collection<QueueMessage> messages) {
        return new Sending(sqs, url)
                .send(
                        messages,
                        message ->
                                SendMessageBatchRequestEntry.builder()
                                        .messageBody(message.toJson()));
    }

    /// Deletes messages whose work is done and kept. One that cannot be deleted comes again, which
    /// costs a little and harms nothing: the ledger knows what became of it.
    public void acknowledge(Collection<Received> messages) {
        var left = new Deletion(sqs, url).delete(messages, Received::receiptHandle);
        warn("not deleted", messages, left);
    }

    /// Gives messages back, to be received again after the delay. One that cannot be given back
    /// comes when its time is up.
    public void release(Collection<Received> messages, Duration delay) {
        warn("not given back", messages, changeVisibility(messages, delay));
    }

    /// @return those that stay as they were
    List<Refused<Received>> changeVisibility(Collection<Received> messages, Duration delay) {
        return new Visibility(sqs, url).change(messages, Received::receiptHandle, delay);
    }

    private static void warn(
            String what, Collection<Received> messages, List<Refused<Received>> refused) {
        if (!refused.isEmpty()) {
            var why = refused.getFirst().why();
            LOG.warn("some of {} messages {}: {}", messages.size(), what, why);
        }
    }

    private List<Received> poll(int most) {
        var answer =
                sqs.receiveMessage(request ->
                        request.queueUrl(url)
                                .maxNumberOfMessages(most)
                                .waitTimeSeconds((int) LONG_POLL.toSeconds())
                                .visibilityTimeout((int) visibility.toSeconds())
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
        var now = Instant.now();
        return answer.messages().stream().map(message -> received(message, now)).toList();
    }

    private static Received received(Message message, Instant now) {
        var count =
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return new Received(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                Integer.parseInt(count),
                now);
    }
}
