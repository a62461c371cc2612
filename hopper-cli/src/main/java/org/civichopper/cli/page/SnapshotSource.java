package org.civichopper.cli.page;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.status.LoadsAlone;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.cli.status.Trends;
import org.civichopper.cli.status.Trends.FreshnessStep;
import org.civichopper.cli.status.Trends.ThroughputStep;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.RecentRuns;
import org.civichopper.database.ledger.RecentRuns.Run;

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

    private record Past(
            List<FreshnessStep> freshness, List<ThroughputStep> throughput, List<Run> runs) {}

    private record Present(Status status, FoundFailures failures) {}

    // The past while queue and bucket take their time to answer.
    @Override
    public Snapshot read() throws SQLException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var past = threads.submit(this::past);
            var now = present();
            return new Snapshot(
                    now.status(),
                    past.get().freshness(),
                    past.get().throughput(),
                    now.failures(),
                    past.get().runs());
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }

    private Present present() throws SQLException {
        var now = status.read();
        return new Present(now, failures.of(now));
    }

    private Past past() throws SQLException {
        return database.inTransaction(connection -> {
            if (LoadsAlone.here(connection)) {
                return new Past(List.of(), List.of(), List.of());
            }
            var trends = new Trends(connection);
            return new Past(
                    trends.freshness(Timeline.SHOWN, Timeline.STEP),
                    trends.throughput(Timeline.SHOWN, Timeline.STEP),
                    RecentRuns.glance(connection, RUNS));
        });
    }
}
