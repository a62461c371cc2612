package org.civichopper.benchmarks.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.civichopper.benchmarks.queue.Backlog.Delivered;
import org.civichopper.benchmarks.queue.Messages.Message;
import org.civichopper.cli.cloud.LocalInvocation;
import org.civichopper.cli.cloud.Ticks;
import org.civichopper.importer.function.ImporterFunction;

/// A bucket and a queue in memory, and functions that work there.
public final class MemoryCloud implements AutoCloseable {

    static {
        // Ten functions of one JVM share what the JDK keeps open. Read at its first request.
        System.setProperty("http.maxConnections", "640");
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final MemoryBucket bucket = new MemoryBucket();
    private final MemoryQueue queue = new MemoryQueue();

    public MemoryCloud() throws IOException {}

    MemoryBucket bucket() {
        return bucket;
    }

    MemoryQueue queue() {
        return queue;
    }

    /// What a function needs to find its way here.
    public Map<String, String> environment(String databaseUrl) {
        var environment = new HashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL_S3", bucket.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queue.endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "hopper");
        environment.put("AWS_SECRET_ACCESS_KEY", "hopper");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("S3_REALTIME_BASE", "s3://" + MemoryBucket.NAME);
        environment.put("SQS_QUEUE_URL", queue.url());
        environment.put("DATABASE_URL", databaseUrl);
        return environment;
    }

    ImporterFunction function(String databaseUrl) {
        return new ImporterFunction(environment(databaseUrl));
    }

    static Map<String, Object> tick(ImporterFunction function) {
        try {
            return JSON.readValue(
                    new LocalInvocation(TIMEOUT).of(function, Ticks.TICK),
                    new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What scrapers do, in no time.
    public void deliver(Iterable<Delivered> documents) {
        for (var document : documents) {
            bucket.put(document.key(), document.content());
            queue.messages().add(new Message(UUID.randomUUID().toString(), document.message(), 0));
        }
    }

    /// As if nobody had ever sent anything.
    public void clear() {
        bucket.clear();
        queue.messages().clear();
    }

    /// How many messages are not deleted.
    public int left() {
        return queue.messages().waiting() + queue.messages().held();
    }

    /// Waits for somebody to ask for messages, counted as [System#nanoTime] counts.
    public long firstAsked(Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (queue.messages().firstAsked() == 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nobody asked for messages within " + longest);
            }
            Thread.sleep(1);
        }
        return queue.messages().firstAsked();
    }

    /// Forgets when it was asked.
    public void forgetTimes() {
        queue.messages().forgetTimes();
    }

    /// How many times messages were asked for.
    public int receives() {
        return queue.messages().receives();
    }

    @Override
    public void close() {
        bucket.close();
        queue.close();
    }
}
