package org.civichopper.bulk.openstates.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.civichopper.bulk.finish.MaterializedView;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.run.LoadStopped;

/// What follows once rows are in sight: statistics, and the view that users may have made.
///
/// @param target the schema
public record Following(Target target) {

    private static final String SUMMARY = "bill_summary"; // which users make

    /// @param byTable what each table came to
    /// @throws LoadStopped.Failed where the view cannot be refreshed; the rows stay
    public void follow(Connection connection, Map<String, LoadCounts> byTable) throws SQLException {
        var touched = new ArrayList<String>();
        byTable.forEach((table, each) -> {
            if (each.inserted() + each.updated() + each.deleted() > 0) {
                touched.addAll(Tables.below(table));
            }
        });
        new Tables(target).analyze(connection, touched);
        var summary = new MaterializedView(target, SUMMARY);
        if (touched.contains("bills") && summary.isThere(connection)) {
            try {
                summary.refresh(connection);
            } catch (SQLException e) {
                throw new LoadStopped.Failed(
                        "view %s.%s: expected to refresh it, found: %s; the rows are loaded: mend the view and refresh it"
                                .formatted(target.schema(), SUMMARY, e.getMessage()),
                        e);
            }
        }
    }
}
