package org.civichopper.cli.status;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.civichopper.bulk.ledger.LoadOverview;
import org.civichopper.database.Database;
import org.civichopper.database.ServerTime;
import org.civichopper.database.ledger.Standstill;
import org.civichopper.database.ledger.Waiting;
import org.civichopper.database.schema.ExpectedTables;

/// Reads how the importer is doing. It changes nothing, and may be asked as often as somebody
/// looks.
public final class StatusReader {

    /// What is counted at most of things that nobody can look through anyway.
    public static final int COUNTED = 10_000;

    static final Duration TODAY = Duration.ofHours(24);
    static final Duration NOW = Duration.ofMinutes(15); // as long as the alarm for staleness looks

    private static final ExpectedTables TABLES = ExpectedTables.read();
    private static final int MOST_LOADS = 100;

    private final Database database;
    private final Inbox inbox;
    private final Duration objective;

    /// @param objective how long 95 of 100 documents may take from scraped to committed
    public StatusReader(Database database, Inbox inbox, Duration objective) {
        this.database = database;
        this.inbox = inbox;
        this.objective = objective;
    }

    /// @throws SQLException when the database cannot be asked; queue and bucket may be away
    public Status read() throws SQLException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // At once: each of the three is a way of its own.
            var depth = CompletableFuture.supplyAsync(inbox::depth, threads);
            var letters = CompletableFuture.supplyAsync(inbox::deadLetters, threads);
            var oldest = CompletableFuture.supplyAsync(inbox::oldest, threads);
            return database.inTransaction(connection -> {
                var loads = new LoadOverview(connection).standings(MOST_LOADS);
                if (LoadsAlone.here(connection)) {
                    return Status.ofLoads(
                            ServerTime.now(connection).toInstant(),
                            objective,
                            depth.join(),
                            letters.join(),
                            oldest.join(),
                            loads);
                }
                var ledger = new Ledger(connection);
                var counts = new BatchCounts(connection);
                return new Status(
                        ServerTime.now(connection).toInstant(),
                        objective,
                        depth.join(),
                        letters.join(),
                        oldest.join(),
                        counts.last(),
                        counts.documents(TODAY),
                        counts.freshness(TODAY),
                        counts.freshnessOfAll(NOW),
                        counts.late(NOW, objective),
                        Waiting.of(connection),
                        ledger.waits(),
                        ledger.rejections(TODAY),
                        ledger.failing(TODAY),
                        ledger.openRuns(),
                        new Standstill(connection).since(),
                        ledger.unconfirmedRuns(),
                        TABLES.hindrances(connection),
                        loads,
                        true);
            });
        }
    }
}
