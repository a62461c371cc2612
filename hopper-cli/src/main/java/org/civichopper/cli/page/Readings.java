package org.civichopper.cli.page;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// One snapshot per interval for everybody who looks, and none while nobody does: whoever comes
/// first when the last one is too old reads the next, and the others wait for that one.
final class Readings {

    /// Where a snapshot comes from.
    interface Source {

        Snapshot read() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    private final Source source;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private Reading latest = Reading.NONE;

    Readings(Source source, Duration interval) {
        this.source = source;
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    /// At most one interval old.
    Reading latest() {
        lock.lock();
        try {
            if (latest.at().plus(interval).isBefore(Instant.now())) {
                latest = next();
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /// Begun after the call, for somebody who has just changed something.
    Reading fresh() {
        lock.lock();
        try {
            latest = next();
            return latest;
        } finally {
            lock.unlock();
        }
    }

    // What was known is still worth showing while the database or the queue is away.
    private Reading next() {
        try {
            return new Reading(Instant.now(), Optional.of(source.read()), Optional.empty());
        } catch (SQLException | SdkException e) {
            LOG.warn("the page shows what was known before: {}", e.getMessage());
            return new Reading(Instant.now(), latest.snapshot(), Optional.of(e.getMessage()));
        }
    }
}
