package org.civichopper.cli.page;

import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.cli.failures.BucketAndQueue;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.status.Inbox;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;

/// Where the page's numbers come from, and where what is replayed goes to.
record Sources(Database database, Inbox inbox, Optional<BucketAndQueue> bucketAndQueue)
        implements AutoCloseable {

    /// Bucket and queue are those of the environment, if it names them.
    static Sources open(DatabaseUrl url, Map<String, String> env) {
        var inbox = Inbox.of(env);
        var bucketAndQueue = BucketAndQueue.ifNamed(env);
        return new Sources(new OperatorDatabase(url, env).open(), inbox, bucketAndQueue);
    }

    FailureReader failures() {
        return new FailureReader(database, bucketAndQueue.map(BucketAndQueue::deadLetters));
    }

    FailureReader failuresWithoutDeadLetters() {
        return new FailureReader(database, Optional.empty());
    }

    @Override
    public void close() {
        try (database;
                inbox) {
            bucketAndQueue.ifPresent(BucketAndQueue::close);
        }
    }
}
