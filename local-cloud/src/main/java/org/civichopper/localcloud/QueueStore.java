package org.civichopper.localcloud;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import scala.collection.immutable.List$;
import scala.util.Either;
import scalikejdbc.ConnectionPool;

/// Where a queue's messages stay while nothing runs. A message is on disk before its sender hears
/// of it. ElasticMQ keeps its connections in a static field: one store in a JVM at a time.
final class QueueStore implements AutoCloseable {

    private static final AtomicBoolean OPEN = new AtomicBoolean();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // H2 would hold back for half a second what was written, and on Ctrl-C close before its users
    // do.
    private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private final String url;

    private QueueStore(String url) {
        this.url = url;
    }

    static QueueStore open(Path folder) {
        if (!OPEN.compareAndSet(false, true)) {
            throw new LocalCloudException(
                    "a queue in "
                            + folder
                            + " needs this JVM's only queue store, and another one is open. Close"
                            + " that one first, or start a throwaway one.");
        }
        return new QueueStore(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("messages") + SETTINGS);
    }

    /// What the queues tell of every change.
    ActorRef listener(ActorSystem actors) {
        var settings = ConnectionPool.singleton$default$4();
        var factory = ConnectionPool.singleton$default$5(url, "", "", settings);
        ConnectionPool.singleton(url, "", "", settings, factory);
        var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", url, "", "", false);
        return actors.actorOf(
                Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()));
    }

    /// Brings back the queues and messages of the run before.
    static void restore(ActorRef listener, ActorRef queues) {
        try {
            var answer =
                    Patterns.ask(listener, new QueueEvent.Restore(queues), PATIENCE)
                            .toCompletableFuture()
                            .join();
            if (answer instanceof Either<?, ?> result && result.isLeft()) {
                throw new LocalCloudException("the kept queues did not come back: " + answer);
            }
        } catch (CompletionException e) {
            throw new LocalCloudException("the kept queues did not come back: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        ConnectionPool.closeAll();
        OPEN.set(false);
    }
}
