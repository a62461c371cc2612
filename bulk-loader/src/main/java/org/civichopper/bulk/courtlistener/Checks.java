package org.civichopper.bulk.courtlistener;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.BuiltTables;

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
        var built = new BuiltTables(settings.limits(), next, new Target(settings.schema()));
        for (var each : tables.entrySet()) {
            built.check(connection, each.getKey(), each.getValue().rows());
        }
    }
}
