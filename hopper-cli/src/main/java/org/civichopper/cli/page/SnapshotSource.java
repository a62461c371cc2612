package org.civichopper.cli.page;

import java.sql.SQLException;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.cli.status.Trends;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.RecentRuns;

/// Reads what the page shows. It changes nothing.
final class SnapshotSource implements Readings.Source {

    // No more than the status has of those that are open.
    private static final int RUNS = 10;

    private final Database database;
    private final StatusReader status;
    private final FailuresSeen failures;

    SnapshotSource(Database database, StatusReader status, FailuresSeen failures) {
        this.database = database;
        this.status = status;
        this.failures = failures;
    }

    @Override
    public Snapshot read() throws SQLException {
        var now = status.read();
        var found = failures.of(now);
        return database.inTransaction(connection -> {
            var trends = new Trends(connection);
            return new Snapshot(
                    now,
                    trends.freshness(Timeline.SHOWN, Timeline.STEP),
                    trends.throughput(Timeline.SHOWN, Timeline.STEP),
                    found,
                    RecentRuns.glance(connection, RUNS));
        });
    }
}
