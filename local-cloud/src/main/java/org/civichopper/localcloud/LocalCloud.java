package org.civichopper.localcloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// A bucket server, a queue server and a Postgres, in this JVM and beside it, on loopback. Started
/// together, stopped together.
public final class LocalCloud implements AutoCloseable {

    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final LocalBucket buckets;
    private final LocalQueue queues;
    private final LocalPostgres postgres;
    private final String accessKey;
    private final Runnable afterwards;

    private LocalCloud(
            LocalBucket buckets,
            LocalQueue queues,
            LocalPostgres postgres,
            String accessKey,
            Runnable afterwards) {
        this.buckets = buckets;
        this.queues = queues;
        this.postgres = postgres;
        this.accessKey = accessKey;
        this.afterwards = afterwards;
    }

    /// Starts with what the run before left in the folder, which is this cloud's alone until it is
    /// closed.
    public static LocalCloud start(Path folder) {
        var lock = FolderLock.take(folder);
        PostgresAccount.ofThisProgram().closeAround(folder);
        var accessKey = accessKey(folder);
        return together(
                () -> LocalBucket.start(folder.resolve("bucket"), accessKey),
                () -> LocalQueue.start(folder.resolve("queue"), accessKey),
                () -> LocalPostgres.start(folder.resolve("postgres")),
                accessKey,
                lock::close);
    }

    /// Starts with nothing, faster and less durable, and leaves nothing behind when it is closed.
    public static LocalCloud startThrowaway() {
        var folder = Folders.temporary("hopper-cloud-");
        var accessKey = accessKey(folder);
        return together(
                () -> LocalBucket.start(folder.resolve("bucket"), accessKey),
                () -> LocalQueue.startThrowaway(accessKey),
                LocalPostgres::startThrowaway,
                accessKey,
                () -> Folders.delete(folder));
    }

    private static String accessKey(Path folder) {
        try {
            return Secrets.kept(folder.resolve("access-key"));
        } catch (IOException e) {
            throw new LocalCloudException("cannot keep the access key in " + folder + ": " + e, e);
        }
    }

    // The bucket server takes longest; the others come up in its shadow.
    private static LocalCloud together(
            Supplier<LocalBucket> buckets,
            Supplier<LocalQueue> queues,
            Supplier<LocalPostgres> postgres,
            String accessKey,
            Runnable afterwards) {
        var factory = Thread.ofPlatform().name("local-cloud-", 0).daemon().factory();
        try (var threads = Executors.newThreadPerTaskExecutor(factory)) {
            var bucketsUp = CompletableFuture.supplyAsync(buckets, threads);
            var queuesUp = CompletableFuture.supplyAsync(queues, threads);
            var postgresUp = CompletableFuture.supplyAsync(postgres, threads);
            try {
                return new LocalCloud(
                        bucketsUp.join(),
                        queuesUp.join(),
                        postgresUp.join(),
                        accessKey,
                        afterwards);
            } catch (CompletionException e) {
                bucketsUp.thenAccept(LocalBucket::close);
                queuesUp.thenAccept(LocalQueue::close);
                postgresUp.thenAccept(LocalPostgres::close);
                CompletableFuture.allOf(bucketsUp, queuesUp, postgresUp)
                        .whenComplete((_, _) -> afterwards.run());
                throw e.getCause() instanceof LocalCloudException known
                        ? known
                        : new LocalCloudException("the local cloud did not start: " + e, e);
            }
        }
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public URI s3Endpoint() {
        return buckets.endpoint();
    }

    public URI sqsEndpoint() {
        return queues.endpoint();
    }

    /// A bucket that stands already is left as it is.
    public void createBucket(String name) {
        buckets.create(name);
    }

    /// A queue with its dead letters, where a message goes that was received 20 times. What stands
    /// already keeps its messages.
    public QueueUrls createQueue(String name) {
        return createQueue(name, VISIBILITY);
    }

    public QueueUrls createQueue(String name, Duration visibility) {
        return queues.create(name, visibility);
    }

    /// What a scraper, an uploader or the function needs to find its way here, by the names that
    /// each of them reads. The database, the bucket and the queue must have been created.
    public Map<String, String> environment(String database, String bucket, String queue) {
        var environment = new LinkedHashMap<String, String>();
        // The general address keeps any other AWS client away from the real cloud.
        environment.put("AWS_ENDPOINT_URL", s3Endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_S3", s3Endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqsEndpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", accessKey);
        environment.put("AWS_SECRET_ACCESS_KEY", "hopper"); // no signature is checked
        environment.put("AWS_DEFAULT_REGION", LocalQueue.REGION);
        environment.put("AWS_REGION", LocalQueue.REGION);
        environment.put("S3_REALTIME_BASE", "s3://" + bucket);
        environment.put("SQS_QUEUE_URL", queues.url(queue).toString());
        environment.put("DATABASE_URL", postgres.url(database));
        return environment;
    }

    @Override
    public void close() {
        try (postgres;
                buckets;
                queues) {
            // In the order of the list from its end, and each of them whatever the others say.
        } finally {
            afterwards.run();
        }
    }
}
