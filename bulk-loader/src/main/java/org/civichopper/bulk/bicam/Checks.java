package org.civichopper.bulk.bicam;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.BuiltTables;
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
        var tables = new BuiltTables(settings.limits(), next, new Target(settings.schema()));
        for (var each : loaded.tables().entrySet()) {
            tables.check(connection, each.getKey(), Loaded.rows(each.getValue()));
        }
    }
}
