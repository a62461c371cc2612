package org.civichopper.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Events of a jurisdiction that a complete run did not bring.
final class MissingEvents {

    private MissingEvents() {}

    private static final String MARK_DELETED =
            """
            UPDATE opencivicdata_event e
               SET deleted = true, updated_at = ?
             WHERE e.jurisdiction_id = ?
               AND NOT e.deleted
               AND NOT EXISTS (
                   SELECT FROM hopper.document d
                     JOIN hopper.sighting s ON s.document_id = d.id
                    WHERE d.database_id = e.id
                      AND (s.run_id = ?
                           OR s.seen_at >= ?
                           OR s.version_time >= ?
                           OR (s.version_time, s.version_id_time) > (?, ?)))
            RETURNING e.id
            """;

    /// @return the ids of those that were marked
    static List<String> markDeleted(Connection connection, CompleteRun run) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(MARK_DELETED)) {
            statement.setObject(1, run.now());
            statement.setString(2, run.jurisdictionId());
            statement.setString(3, run.id());
            statement.setObject(4, run.beganAt());
            statement.setObject(5, run.scrapeBeganAt());
            statement.setObject(6, run.newestTime());
            statement.setObject(7, run.newestIdTime());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }
}
