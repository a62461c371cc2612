package org.civichopper.bulk.bicam;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.LoadStopped;

/// What has to hold of each table before any comes into sight.
record Checks(Settings settings, Target next) {

    void check(Connection connection, LoadRun run, Loaded loaded) throws SQLException {
        var all = loaded.tables().values().stream().reduce(LoadCounts.NONE, LoadCounts::plus);
        settings.limits()
                .requireFewRejects(
                        all.read(),
                        all.rejected(),
                        "hopper load runs show " + run.id() + " --rejects");
        if (Loaded.rows(all) == 0 && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "expected rows, found none in any of %d tables; nothing was promoted: --force takes it"
                            .formatted(loaded.tables().size()));
        }
        var standing = new Target(settings.schema());
        for (var each : loaded.tables().entrySet()) {
            var table = each.getKey();
            var rows = Loaded.rows(each.getValue());
            requireAll(connection, table, rows);
            requireRows(table, rows);
            if (standing.has(connection, table)) {
                requireNoShrink(table, standing.rows(connection, table), rows);
            }
        }
    }

    // What the ledger says is there, is there.
    private void requireAll(Connection connection, String table, long expected)
            throws SQLException {
        var rows = next.rows(connection, table);
        if (rows != expected) {
            throw new LoadStopped.Failed(
                    "table %s: expected %d rows, as were copied, found %d; nothing was promoted: run it again with --fresh"
                            .formatted(table, expected, rows));
        }
    }

    private void requireRows(String table, long rows) {
        var least = settings.limits().minRows().orElse(0);
        if (rows < least) {
            throw new LoadStopped.Failed(
                    "table %s: expected at least %d rows (--min-rows), found %d; nothing was promoted"
                            .formatted(table, least, rows));
        }
    }

    private void requireNoShrink(String table, long before, long after) {
        var name = "table " + settings.schema() + "." + table;
        if (before > 0 && after == 0 && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "%s: expected rows, for %d stand, found none; nothing was promoted: --force takes it"
                            .formatted(name, before));
        }
        settings.limits().requireNoShrink(name, before, after);
    }
}
