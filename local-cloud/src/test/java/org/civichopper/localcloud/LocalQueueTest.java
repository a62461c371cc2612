package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class LocalQueueTest {

    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        sqs = Clients.sqs(SharedCloud.CLOUD);
    }

    @AfterAll
    static void stop() {
        sqs.close();
    }

    @Test
    void carriesABatchOfTen() {
        var queue = queue("ten");
        var entries = IntStream.range(0, 10).mapToObj(LocalQueueTest::entry).toList();

        var sent = sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));

        assertThat(sent.successful()).hasSize(10);
        var received = receive(queue, 10);
        assertThat(received).extracting(Message::body).hasSize(10).contains("message 9");
        assertThat(delete(queue, received)).isEqualTo(10);
        assertThat(receive(queue, 10)).isEmpty();
    }

    @Test
    void aLongPollOfAnEmptyQueueWaits() {
        var queue = queue("empty");
        var before = Instant.now();

        var received = sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(1));

        assertThat(received.messages()).isEmpty();
        assertThat(Duration.between(before, Instant.now()))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }

    @Test
    void aReceivedMessageIsInvisibleUntilItIsReleased() {
        var queue = queue("visibility");
        send(queue, "again");
        var first = receive(queue, 1);
        assertThat(first).hasSize(1);
        assertThat(receive(queue, 1)).isEmpty();

        var entries = first.stream().map(LocalQueueTest::release).toList();
        var released =
                sqs.changeMessageVisibilityBatch(
                        request -> request.queueUrl(queue).entries(entries));

        assertThat(released.successful()).hasSize(1);
        assertThat(receive(queue, 1))
                .extracting(Message::attributes)
                .singleElement(as(MAP))
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    void theTwentyFirstReceiveFindsItAmongTheDeadLetters() {
        var urls = SharedCloud.CLOUD.createQueue("dead");
        send(urls.queue().toString(), "poison");

        for (var receives = 0; receives < 20; receives++) {
            assertThat(receiveVisible(urls.queue().toString())).hasSize(1);
        }

        assertThat(receiveVisible(urls.queue().toString())).isEmpty();
        assertThat(receive(urls.deadLetters().toString(), 1))
                .extracting(Message::body)
                .containsExactly("poison");
    }

    @Test
    void takesAMessageWithADelayAndAGroupOnAStandardQueue() {
        var queue = queue("standard");
        sqs.sendMessage(
                request -> request.queueUrl(queue).messageBody("grouped").messageGroupId("de"));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("late").delaySeconds(10));

        assertThat(receive(queue, 10)).extracting(Message::body).containsExactly("grouped");
    }

    @Test
    void creatingAQueueAgainKeepsItsMessagesAndTakesTheVisibility() {
        var queue = queue("again");
        send(queue, "kept");

        SharedCloud.CLOUD.createQueue("again", Duration.ofSeconds(77));

        assertThat(receive(queue, 1)).extracting(Message::body).containsExactly("kept");
        assertThat(visibility(queue)).isEqualTo("77");
    }

    private static String queue(String name) {
        return SharedCloud.CLOUD.createQueue(name).queue().toString();
    }

    private static SendMessageBatchRequestEntry entry(int number) {
        return SendMessageBatchRequestEntry.builder()
                .id(String.valueOf(number))
                .messageBody("message " + number)
                .build();
    }

    private static void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private static List<Message> receive(String queue, int most) {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queue)
                                .maxNumberOfMessages(most)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static List<Message> receiveVisible(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(queue).visibilityTimeout(0))
                .messages();
    }

    private static int delete(String queue, List<Message> messages) {
        var entries = messages.stream().map(LocalQueueTest::deletion).toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries))
                .successful()
                .size();
    }

    private static DeleteMessageBatchRequestEntry deletion(Message message) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build();
    }

    private static ChangeMessageVisibilityBatchRequestEntry release(Message message) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0)
                .build();
    }

    private static String visibility(String queue) {
        return sqs.getQueueAttributes(request ->
                        request.queueUrl(queue)
                                .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes()
                .get(QueueAttributeName.VISIBILITY_TIMEOUT);
    }
}
