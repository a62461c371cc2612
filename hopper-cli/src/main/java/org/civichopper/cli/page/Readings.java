package org.civichopper.cli.page;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.WithoutDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// One reading per interval for everybody who looks at the same, and none while nobody does:
/// whoever comes first when the last one is too old reads the next, and the others wait for that
/// one.
final class Readings {

    /// Where a reading comes from.
    interface Source {

        Status status() throws SQLException;

        Snapshot snapshot(Scope scope, Status status) throws SQLException;

        /// What is known while the database does not answer.
        WithoutDatabase meanwhile(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
    private static final int SCOPES = 32;

    private final Source source;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Recent<Scope, Reading> latest = new Recent<>(SCOPES);
    private Instant askedAt = Instant.MIN;
    private Optional<Status> status = Optional.empty();
    private Optional<Outage> outage = Optional.empty();
    private Optional<Instant> lastRead = Optional.empty();

    Readings(Source source, Duration interval) {
        this.source = source;
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    /// At most one interval old.
    Reading latest(Scope scope) {
        lock.lock();
        try {
            var known = latest.get(scope);
            return known != null && isGood(known.at()) ? known : next(scope);
        } finally {
            lock.unlock();
        }
    }

    /// Begun after the call, for somebody who has just changed something.
    Reading fresh(Scope scope) {
        lock.lock();
        try {
            askedAt = Instant.MIN;
            return next(scope);
        } finally {
            lock.unlock();
        }
    }

    private boolean isGood(Instant at) {
        return !at.plus(interval).isBefore(Instant.now());
    }

    // The status is the same for all scopes. While the database is away, all wait for one try.
    private Reading next(Scope scope) {
        var before = Optional.ofNullable(latest.get(scope)).flatMap(Reading::snapshot);
        if (askedAt.equals(Instant.MIN) || !isGood(askedAt)) {
            ask();
        }
        var snapshot = status.flatMap(now -> snapshot(scope, now));
        var now = Instant.now();
        var reading =
                new Reading(
                        scope,
                        now,
                        snapshot.or(
                                () -> before.map(old -> old.meanwhile(now, outage.get().known()))),
                        outage);
        latest.put(scope, reading);
        return reading;
    }

    private void ask() {
        try {
            status = Optional.of(source.status());
            outage = Optional.empty();
            lastRead = Optional.of(Instant.now());
        } catch (SQLException | SdkException e) {
            isAway(e);
        }
        askedAt = Instant.now();
    }

    private Optional<Snapshot> snapshot(Scope scope, Status now) {
        try {
            return Optional.of(source.snapshot(scope, now));
        } catch (SQLException | SdkException e) {
            isAway(e);
            return Optional.empty();
        }
    }

    // What was known is still worth showing.
    private void isAway(Exception e) {
        LOG.warn("the page shows what was known before: {}", e.getMessage());
        status = Optional.empty();
        outage = Optional.of(new Outage(lastRead, source.meanwhile(e.getMessage())));
    }
}
