package org.civichopper.bulk.courtlistener;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.LoadStopped;

/// What has to hold of each table before any comes into sight.
record Checks(Settings settings, Target next) {

    void check(Connection connection, LoadRun run, Map<String, TableCounts> tables)
            throws SQLException {
        var all =
                tables.values().stream()
                        .map(TableCounts::read)
                        .reduce(LoadCounts.NONE, LoadCounts::plus);
        settings.limits()
                .requireFewRejects(
                        all.read(),
                        all.rejected(), // rows without a parent are dropped because that was asked
                        "hopper load runs show " + run.id() + " --rejects");
        var standing = new Target(settings.schema());
        for (var each : tables.entrySet()) {
            var table = each.getKey();
            requireAll(connection, table, each.getValue());
            var rows = each.getValue().rows();
            requireRows(table, rows);
            if (standing.has(connection, table)) {
                requireNoShrink(table, standing.rows(connection, table), rows);
            }
        }
    }

    // What the ledger says is there, is there.
    private void requireAll(Connection connection, String table, TableCounts counts)
            throws SQLException {
        var rows = next.rows(connection, table);
        if (rows != counts.rows()) {
            throw new LoadStopped.Failed(
                    "table %s: expected %d rows, as were copied, found %d; nothing was promoted: run it again with --fresh"
                            .formatted(table, counts.rows(), rows));
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
        if (before > 0 && after == 0 && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "table %s.%s: expected rows, for %d stand, found none; nothing was promoted: --force takes it"
                            .formatted(settings.schema(), table, before));
        }
        settings.limits()
                .requireNoShrink("table " + settings.schema() + "." + table, before, after);
    }
}
