package org.civichopper.cli.status;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.aws.RedrivePolicy;
import org.civichopper.aws.Refusal;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.model.wire.ObjectKey;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Queue and bucket, as far as the environment names them. Looking changes nothing in them.
public final class Inbox implements AutoCloseable {

    private static final String BUCKET = BucketName.VARIABLE;
    private static final String QUEUE = QueueUrl.VARIABLE;
    private static final int MOST_OBJECTS = 10_000;
    private static final Duration A_CALL = Duration.ofSeconds(5);
    private static final Consumer<AwsRequestOverrideConfiguration.Builder> SOON =
            call -> call.apiCallTimeout(A_CALL);

    // The clients are made beside everything else: that takes longer than asking the database.
    private record Bucket(CompletableFuture<S3Client> client, String name) {

        S3Client s3() {
            return client.join();
        }
    }

    private record Queue(CompletableFuture<SqsClient> client, String url) {

        SqsClient sqs() {
            return client.join();
        }
    }

    private final Optional<Bucket> bucket;
    private final Optional<Queue> queue;

    private Inbox(Optional<Bucket> bucket, Optional<Queue> queue) {
        this.bucket = bucket;
        this.queue = queue;
    }

    /// By `S3_REALTIME_BASE`, `SQS_QUEUE_URL` and the variables of AWS.
    ///
    /// @throws CannotRunException when one of them is there and cannot be meant so
    public static Inbox of(Map<String, String> env) {
        try {
            var bucket = BucketName.named(env);
            var queue = QueueUrl.named(env);
            if (bucket.isEmpty() && queue.isEmpty()) {
                return new Inbox(Optional.empty(), Optional.empty());
            }
            var aws = AwsAccess.from(env);
            return new Inbox(
                    bucket.map(name -> new Bucket(made(aws::s3), name)),
                    queue.map(url -> new Queue(made(aws::sqs), url)));
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(
                    "%s. Mend that, or unset %s and %s to look at the database alone."
                            .formatted(e.getMessage(), QUEUE, BUCKET),
                    e);
        }
    }

    private static <C> CompletableFuture<C> made(Supplier<C> client) {
        return CompletableFuture.supplyAsync(client);
    }

    Answer<Status.Depth> depth() {
        return queue.map(Inbox::depth).orElseGet(() -> new Answer.NotConfigured<>(QUEUE));
    }

    private static Answer<Status.Depth> depth(Queue queue) {
        return answer(() -> {
            var counts =
                    attributes(
                            queue.sqs(),
                            queue.url(),
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
            return new Status.Depth(
                    count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                    count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                    count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        });
    }

    Answer<Long> deadLetters() {
        return queue.map(Inbox::deadLetters).orElseGet(() -> new Answer.NotConfigured<>(QUEUE));
    }

    private static Answer<Long> deadLetters(Queue queue) {
        Answer<Optional<RedrivePolicy>> policy =
                answer(() -> RedrivePolicy.of(queue.sqs(), queue.url()));
        return switch (policy) {
            case Answer.Given<Optional<RedrivePolicy>>(var found) ->
                    found.map(each -> answer(() -> letters(queue.sqs(), each.url())))
                            .orElseGet(
                                    () -> new Answer.NotConfigured<>("RedrivePolicy of the queue"));
            case Answer.NotConfigured<Optional<RedrivePolicy>>(var missing) ->
                    new Answer.NotConfigured<>(missing);
            case Answer.Refused<Optional<RedrivePolicy>>(var why) -> new Answer.Refused<>(why);
        };
    }

    private static long letters(SqsClient sqs, String url) {
        var counted = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        var held = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
        var counts = attributes(sqs, url, counted, held); // somebody may be looking at them
        return count(counts, counted) + count(counts, held);
    }

    private static Map<QueueAttributeName, String> attributes(
            SqsClient sqs, String url, QueueAttributeName... names) {
        return sqs.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(names).overrideConfiguration(SOON))
                .attributes();
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }

    /// Nothing where no object waits to be imported.
    Answer<Optional<Status.Oldest>> oldest() {
        return bucket.map(in -> answer(() -> oldest(in)))
                .orElseGet(() -> new Answer.NotConfigured<>(BUCKET));
    }

    private static Optional<Status.Oldest> oldest(Bucket bucket) {
        var objects =
                folders(bucket).stream()
                        .filter(ObjectKey::isWork)
                        .flatMap(folder ->
                                bucket
                                        .s3()
                                        .listObjectsV2Paginator(list ->
                                                list.bucket(bucket.name())
                                                        .prefix(folder)
                                                        .overrideConfiguration(SOON))
                                        .contents()
                                        .stream())
                        .limit(MOST_OBJECTS)
                        .toList();
        return objects.stream()
                .filter(object -> ObjectKey.ofDocument(object.key()).isPresent())
                .min(comparing(object -> object.lastModified()))
                .map(object ->
                        new Status.Oldest(
                                object.key(),
                                object.lastModified(),
                                objects.size() < MOST_OBJECTS));
    }

    // Archives hold millions, so they are never listed: only what lies beside them.
    private static List<String> folders(Bucket bucket) {
        return bucket
                .s3()
                .listObjectsV2Paginator(list ->
                        list.bucket(bucket.name()).delimiter("/").overrideConfiguration(SOON))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList();
    }

    private static <T> Answer<T> answer(Supplier<T> question) {
        try {
            return new Answer.Given<>(question.get());
        } catch (SdkException e) {
            return new Answer.Refused<>(Refusal.of(e));
        } catch (CompletionException e) { // no region, for example
            return new Answer.Refused<>(e.getCause().getMessage());
        }
    }

    @Override
    public void close() {
        queue.ifPresent(each -> each.client().thenAccept(SqsClient::close));
        bucket.ifPresent(each -> each.client().thenAccept(S3Client::close));
    }
}
