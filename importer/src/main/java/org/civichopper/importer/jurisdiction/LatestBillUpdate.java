package org.civichopper.importer.jurisdiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import org.civichopper.database.TextColumns;

/// Tells readers when something of a jurisdiction last changed.
public final class LatestBillUpdate {

    private LatestBillUpdate() {}

    private static final String TOUCH =
            """
            UPDATE opencivicdata_jurisdiction j
               SET latest_bill_update = ?
              FROM (SELECT id
                      FROM opencivicdata_jurisdiction
                     WHERE id = ANY (?)
                     ORDER BY id
                       FOR NO KEY UPDATE) AS changed
             WHERE j.id = changed.id
            """;

    /// Let it be the last statement, because every worker on a jurisdiction waits here for the one
    /// before it.
    public static void touch(
            Connection connection, OffsetDateTime now, Collection<String> jurisdictionIds)
            throws SQLException {
        if (jurisdictionIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(TOUCH)) {
            statement.setObject(1, now);
            TextColumns.bind(statement, 2, jurisdictionIds);
            statement.executeUpdate();
        }
    }
}
