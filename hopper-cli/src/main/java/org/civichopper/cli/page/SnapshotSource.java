package org.civichopper.cli.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.status.Inbox;
import org.civichopper.cli.status.LoadsAlone;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.cli.status.Trends;
import org.civichopper.cli.status.WithoutDatabase;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.RecentRuns;
import org.civichopper.database.ledger.RecentRuns.Run;

/// Reads what the page shows. It changes nothing.
final class SnapshotSource implements Readings.Source {

    static final int RUNS = 20;
    private static final int SCOPES = 32;
    private static final int JURISDICTIONS = 500;

    private record Kept(Instant at, Past past, List<String> jurisdictions) {}

    private record Lately(Kept kept, List<Run> runs) {}

    private final Database database;
    private final Inbox inbox;
    private final StatusReader status;
    private final FailuresSeen failures;
    private final Recent<Scope, Kept> kept = new Recent<>(SCOPES);

    SnapshotSource(Database database, Inbox inbox, StatusReader status, FailuresSeen failures) {
        this.database = database;
        this.inbox = inbox;
        this.status = status;
        this.failures = failures;
    }

    @Override
    public Status status() throws SQLException {
        return status.read();
    }

    @Override
    public WithoutDatabase meanwhile(String why) {
        return WithoutDatabase.read(inbox, why);
    }

    @Override
    public Snapshot snapshot(Scope scope, Status status) throws SQLException {
        var lately = database.inTransaction(connection -> lately(connection, scope));
        kept.put(scope, lately.kept());
        return new Snapshot(
                Instant.now(),
                status,
                lately.kept().past(),
                failures.of(status, scope.jurisdictionId()),
                lately.runs(),
                lately.kept().jurisdictions());
    }

    private Lately lately(Connection connection, Scope scope) throws SQLException {
        if (LoadsAlone.here(connection)) {
            return new Lately(new Kept(Instant.now(), Past.NONE, List.of()), List.of());
        }
        var known = kept.get(scope);
        return new Lately(
                known != null && known.at().plus(scope.range().goodFor()).isAfter(Instant.now())
                        ? known
                        : new Kept(
                                Instant.now(), past(connection, scope), jurisdictions(connection)),
                RecentRuns.glance(connection, scope.range().shown(), scope.jurisdictionId(), RUNS));
    }

    private static Past past(Connection connection, Scope scope) throws SQLException {
        var trends = new Trends(connection, scope.jurisdictionId());
        var range = scope.range();
        return new Past(
                trends.freshness(range.shown()),
                trends.freshness(range.shown(), range.step()),
                trends.documents(range.shown()),
                trends.throughput(range.shown(), range.step()));
    }

    private static final String KNOWN =
            """
            SELECT id
              FROM opencivicdata_jurisdiction
             ORDER BY id
             LIMIT ?
            """;

    private static List<String> jurisdictions(Connection connection) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setInt(1, JURISDICTIONS);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }
}
