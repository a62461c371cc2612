package org.civichopper.bulk.city311;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.run.LoadStopped;

/// Brings what was read into sight: by merge, or by exchange, with the watermark and in one
/// transaction.
record Promotion(Settings settings) {

    private Target target() {
        return new Target(settings.schema());
    }

    private Swap swap() {
        return Exchange.swap(target());
    }

    /// @throws LoadStopped.Failed where others hung something on what would be exchanged
    void requireNoDependents(Connection connection) throws SQLException {
        if (!settings.reset() || settings.limits().force()) {
            return;
        }
        var dependents = swap().dependents(connection);
        if (!dependents.isEmpty()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on what --reset exchanges, found: %s; drop it and make it anew afterwards, or --force leaves it on the old table"
                            .formatted(settings.schema(), String.join("; ", dependents)));
        }
    }

    /// Returns the counts of the whole run.
    LoadCounts promote(Connection connection, LoadRun run, LoadCounts read) throws SQLException {
        target().lock(connection);
        target().use(connection);
        var staging = new Staging(run.id(), Drift.absent(run.source()));
        var newest = new Newest(staging.table(), staging.absent());
        var years = new TreeMap<String, String>();
        settings.years().forEach((year, id) -> years.put(id, year));
        var merge = new Merge(newest, years);
        staging.analyze(connection);
        var total =
                settings.reset()
                        ? exchange(connection, run, newest, read)
                        : merge(connection, run, merge, read);
        if (settings.limits().maxItems().isEmpty()) {
            new LoadWatermarks(connection, City311.DATASET, settings.schema())
                    .move(latest(connection, run), run.id());
        }
        staging.drop(connection);
        return total.plus(LoadCounts.read(0, 0, 0, planning(run)));
    }

    private static long planning(LoadRun run) {
        var requests = 0L;
        for (var year : run.source()) {
            requests += year.path("requests").asLong();
        }
        return requests;
    }

    private LoadCounts merge(Connection connection, LoadRun run, Merge merge, LoadCounts read)
            throws SQLException {
        var away = 0L;
        var merged =
                merge.into(
                        connection, run.startedAt(), target().isEmpty(connection, Tables.REQUESTS));
        if (settings.deletions() != Deletions.IGNORE && settings.limits().maxItems().isEmpty()) {
            var gone = merge.countGone(connection, run.id());
            settings.limits()
                    .requireNoShrink(
                            "table " + settings.schema() + ".requests",
                            gone.standing(),
                            gone.standing() - gone.gone());
            away = merge.away(connection, run.id(), settings.deletions());
        }
        return read.merged(merged.inserted(), merged.updated(), away);
    }

    private LoadCounts exchange(Connection connection, LoadRun run, Newest newest, LoadCounts read)
            throws SQLException {
        requireNoDependents(connection);
        var standing = count(connection);
        var built = new Exchange(newest, target()).build(connection, run.startedAt());
        settings.limits()
                .requireNoShrink(
                        "table " + settings.schema() + ".requests", standing, built.rows());
        new LoadPredecessors(connection)
                .keep(
                        City311.DATASET,
                        settings.schema(),
                        swap(),
                        new LoadWatermarks(connection, City311.DATASET, settings.schema()).all(),
                        run.id());
        swap().exchange(connection);
        var stayed = built.rows() - built.inserted();
        return read.merged(built.inserted(), built.updated(), standing - stayed);
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM requests")) {
            row.next();
            return row.getLong(1);
        }
    }

    // After a full read the greatest that the source had when the run began: a row edited after its
    // page was read would be passed over. After an update the greatest that was read.
    private Map<String, String> latest(Connection connection, LoadRun run) throws SQLException {
        var values = new TreeMap<String, String>();
        for (var standing : new LoadSlices(connection).all(run.id())) {
            var slice = Slice.of(standing.slice().checkpoint());
            var value = slice.isUpdate() ? slice.updated().map(Times::normal) : slice.latest();
            value.ifPresent(each ->
                    values.merge(slice.dataset(), each, (a, b) -> a.compareTo(b) > 0 ? a : b));
        }
        return values;
    }
}
