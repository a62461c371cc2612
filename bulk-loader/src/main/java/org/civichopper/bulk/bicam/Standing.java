package org.civichopper.bulk.bicam;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadWatermarks;

/// Of which zip each table in a schema is: a watermark a table, which a rollback puts back with it.
///
/// @param marks the table's name, then data set, sha256 of its zip, and how many tables that has
record Standing(Map<String, String> marks) {

    static Standing in(String schema, Connection connection) throws SQLException {
        return new Standing(new LoadWatermarks(connection, Bicam.DATASET, schema).all());
    }

    /// Whether all tables of this very zip stand.
    boolean is(Manifest.Entry entry, Target schema, Connection connection) throws SQLException {
        var tables = 0;
        for (var each : marks.entrySet()) {
            if (each.getValue().startsWith(prefix(entry))
                    && schema.has(connection, each.getKey())) {
                tables++;
            }
        }
        return tables > 0 && marks.containsValue(prefix(entry) + tables);
    }

    /// Tables that an earlier zip of this data set had.
    List<String> of(Manifest.Entry entry) {
        return marks.entrySet().stream()
                .filter(each -> each.getValue().startsWith(entry.name() + " "))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String prefix(Manifest.Entry entry) {
        return entry.name() + " " + entry.sha256() + " ";
    }

    /// Notes what stands from now on. To be committed with the exchange.
    ///
    /// @param tables of each data set
    /// @param gone that stand no longer
    void note(
            Map<Manifest.Entry, ? extends Collection<String>> tables,
            Collection<String> gone,
            String schema,
            long run,
            Connection connection)
            throws SQLException {
        var all = new HashMap<>(marks);
        all.keySet().removeAll(gone);
        tables.forEach((entry, names) ->
                names.forEach(table -> all.put(table, prefix(entry) + names.size())));
        new LoadWatermarks(connection, Bicam.DATASET, schema).putBack(all, run);
    }
}
