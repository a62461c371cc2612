package org.civichopper.bulk.run;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.finish.Target;

/// What has to hold of tables that were built beside those that stand, before they come into sight.
///
/// @param built where they are
/// @param standing where they go
public record BuiltTables(Limits limits, Target built, Target standing) {

    /// @param copied how many rows the ledger says it has
    /// @throws LoadStopped.Failed where it is not so, or has too few
    public void check(Connection connection, String table, long copied) throws SQLException {
        var rows = built.rows(connection, table);
        if (rows != copied) {
            throw new LoadStopped.Failed(
                    "table %s: expected %d rows, as were copied, found %d; nothing was promoted: run it again with --fresh"
                            .formatted(table, copied, rows));
        }
        var least = limits.minRows().orElse(0);
        if (rows < least) {
            throw new LoadStopped.Failed(
                    "table %s: expected at least %d rows (--min-rows), found %d; nothing was promoted"
                            .formatted(table, least, rows));
        }
        if (standing.has(connection, table)) {
            requireNoShrink(table, standing.rows(connection, table), rows);
        }
    }

    private void requireNoShrink(String table, long before, long after) {
        var name = "table " + standing.schema() + "." + table;
        if (before > 0 && after == 0 && !limits.force()) {
            throw new LoadStopped.Failed(
                    "%s: expected rows, for %d stand, found none; nothing was promoted: --force takes it"
                            .formatted(name, before));
        }
        limits.requireNoShrink(name, before, after);
    }
}
