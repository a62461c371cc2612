package org.civichopper.bulk.openstates.api;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.civichopper.bulk.ledger.LoadQuota;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.bulk.source.Quota;
import org.civichopper.model.document.Sha256;

/// What a key may ask in a minute and in a day of UTC, shared through the database by every process
/// that uses it: the minute's requests evenly, never in bursts.
public final class KeyQuota implements Quota, AutoCloseable {

    // On their way requests come closer to each other, and further apart.
    private static final Duration WAY = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final String keyHash;
    private final String host;
    private final Duration apart;
    private final long aDay;
    private final Clock clock = Clock.systemUTC();
    private Connection connection; // null until it is asked

    /// @param host with its port
    public KeyQuota(Sessions sessions, ApiKey key, String host, int aMinute, long aDay) {
        this.sessions = sessions;
        this.keyHash = Sha256.hex(key.secret().getBytes(StandardCharsets.UTF_8));
        this.host = host;
        this.apart = apart(aMinute);
        this.aDay = aDay;
    }

    static Duration apart(int aMinute) {
        return Duration.ofMinutes(1).plus(WAY).dividedBy(aMinute);
    }

    @Override
    public void awaitTurn() throws InterruptedException {
        var wait = take();
        if (wait.isEmpty()) {
            throw new LoadStopped.Paused(
                    "%s: the key's %d requests of today are used up; run the same command again after midnight UTC, at %s"
                            .formatted(host, aDay, tomorrow()));
        }
        if (wait.get().isPositive()) {
            Thread.sleep(wait.get());
        }
    }

    private synchronized Optional<Duration> take() {
        try {
            if (connection == null) {
                connection = sessions.open();
            }
            var wait = new LoadQuota(connection, keyHash, host).take(apart, aDay);
            connection.commit();
            return wait;
        } catch (SQLException e) {
            throw new LoadStopped.Paused(
                    "%s: expected a turn from the quota in the database, found: %s; run the same command again once that is mended"
                            .formatted(host, e.getMessage()));
        }
    }

    private Instant tomorrow() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.of(0, 0, 2))
                .toInstant(ZoneOffset.UTC);
    }

    /// The source counts by minutes and days of its clock; which of them is used up stands in its
    /// words, `exceeded limit of 10/min: 11`.
    @Override
    public Optional<Duration> refused(String words) {
        if (words.contains("/day")) {
            throw new LoadStopped.Paused(
                    "%s: %s; run the same command again after midnight UTC, at %s"
                            .formatted(host, words, tomorrow()));
        }
        var now = clock.instant();
        var next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).plus(WAY);
        return Optional.of(Duration.between(now, next));
    }

    /// The same pace for this process alone, without the database.
    public Quota alone() {
        return new Quota() {

            private long next = System.nanoTime();

            @Override
            public synchronized void awaitTurn() throws InterruptedException {
                var wait = next - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                next = System.nanoTime() + apart.toNanos();
            }

            @Override
            public Optional<Duration> refused(String words) {
                return KeyQuota.this.refused(words);
            }
        };
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is gone anyway
            }
            connection = null;
        }
    }
}
