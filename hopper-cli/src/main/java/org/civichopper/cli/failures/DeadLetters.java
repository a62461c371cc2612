package org.civichopper.cli.failures;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.aws.RedrivePolicy;
import org.civichopper.aws.Refusal;
import org.civichopper.aws.Visibility;
import org.civichopper.cli.failures.FoundFailures.DeadLetterView;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Messages that a queue has given up, found by its redrive policy. Looking at them deletes none.
public final class DeadLetters {

    /// A message that was received too often.
    ///
    /// @param key of the object that it names, if it does
    record Letter(
            String messageId,
            String receiptHandle,
            String body,
            Optional<ObjectKey> key,
            Optional<String> jurisdictionId,
            Instant sentAt,
            int mostReceives) {

        FailureId.DeadLetter id() {
            return FailureId.DeadLetter.of(messageId);
        }

        Failure failure() {
            var expected = "to be done within " + mostReceives + " receives";
            return new Failure(
                    id(),
                    jurisdictionId,
                    key.map(ObjectKey::kind),
                    key.map(ObjectKey::value).orElse("message " + messageId),
                    Optional.empty(),
                    Optional.of(body),
                    "message: expected " + expected,
                    "message",
                    expected,
                    "not done",
                    Optional.empty(),
                    OptionalLong.empty(),
                    mostReceives,
                    sentAt,
                    true);
        }
    }

    record Peeked(List<Letter> letters, DeadLetterView view) {}

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MOST = 1_000; // that are looked at in one go
    private static final int A_CALL = 10;
    private static final Duration VISIBILITY = Duration.ofMinutes(1);

    private final SqsClient sqs;
    private final String queueUrl;

    /// @param queueUrl of the queue whose dead letters these are
    public DeadLetters(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /// Looks at them and gives them back at once.
    Peeked peek() {
        try (var held = hold()) {
            return new Peeked(held.letters(), held.view());
        } catch (SdkException e) {
            LOG.warn("the dead letters cannot be read: {}", Refusal.of(e));
            return new Peeked(List.of(), DeadLetterView.NO_ANSWER);
        }
    }

    /// Takes them for a minute, or until closed, so that they can be moved.
    ///
    /// @throws SdkException when the queue does not answer
    Held hold() {
        var policy = RedrivePolicy.of(sqs, queueUrl);
        if (policy.isEmpty()) {
            return new Held("", Map.of(), DeadLetterView.NONE_KNOWN);
        }
        var url = policy.get().url();
        var letters = new LinkedHashMap<String, Letter>();
        var there = depth(url);
        while (letters.size() < Math.min(there, MOST)) {
            var received = receive(url, 1);
            if (received.isEmpty()) {
                break; // somebody else looks at them, too
            }
            for (var message : received) {
                letters.put(message.messageId(), letter(message, policy.get().mostReceives()));
            }
        }
        var view = there > letters.size() ? DeadLetterView.SOME : DeadLetterView.ALL;
        return new Held(url, letters, view);
    }

    /// Dead letters that nobody else sees meanwhile.
    final class Held implements AutoCloseable {

        private final String url;
        private final Map<String, Letter> letters;
        private final DeadLetterView view;

        private Held(String url, Map<String, Letter> letters, DeadLetterView view) {
            this.url = url;
            this.letters = new LinkedHashMap<>(letters);
            this.view = view;
        }

        List<Letter> letters() {
            return List.copyOf(letters.values());
        }

        DeadLetterView view() {
            return view;
        }

        /// Deletes one whose message was sent anew.
        void delete(Letter letter) {
            sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(letter.receiptHandle()));
            letters.remove(letter.messageId());
        }

        /// Gives the others back. What cannot be given back is back when its minute is over.
        @Override
        public void close() {
            var held =
                    new Visibility(sqs, url)
                            .change(letters(), Letter::receiptHandle, Duration.ZERO);
            if (!held.isEmpty()) {
                LOG.warn("dead letters not given back at once: {}", held.getFirst().why());
            }
        }
    }

    private List<Message> receive(String url, int waitSeconds) {
        return sqs.receiveMessage(receive ->
                        receive.queueUrl(url)
                                .maxNumberOfMessages(A_CALL)
                                .waitTimeSeconds(waitSeconds)
                                .visibilityTimeout((int) VISIBILITY.toSeconds())
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    private static Letter letter(Message message, int mostReceives) {
        var sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        var named = named(message.body());
        return new Letter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                named.flatMap(each -> ObjectKey.ofDocument(each.filePath())),
                named.map(QueueMessage::jurisdictionId),
                sent == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(sent)),
                mostReceives);
    }

    private static Optional<QueueMessage> named(String body) {
        try {
            return Optional.of(QueueMessage.parse(body));
        } catch (InvalidInputException e) {
            return Optional.empty(); // a run's message, or nobody's
        }
    }

    private int depth(String url) {
        return sqs
                .getQueueAttributes(get ->
                        get.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName
                                                .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
