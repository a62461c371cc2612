package org.civichopper.importer.scrape;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.database.TextColumns;

/// Events of a jurisdiction that a complete scrape did not bring.
final class MissingEvents implements Retirement {

    private final Connection connection;
    private final CompleteScrape run;

    MissingEvents(Connection connection, CompleteScrape run) {
        this.connection = connection;
        this.run = run;
    }

    @Override
    public CompleteScrape run() {
        return run;
    }

    private static final String FIND =
            """
            SELECT id, standing
              FROM (SELECT e.id, count(*) OVER () AS standing,
                           NOT EXISTS (
                               SELECT FROM hopper.document d
                                 JOIN hopper.sighting s ON s.document_id = d.id
                                WHERE d.database_id = e.id
                                  AND %s) AS missing
                      FROM opencivicdata_event e
                     WHERE e.jurisdiction_id = ?
                       AND NOT e.deleted) AS live
             WHERE missing
             ORDER BY id
            """
                    .formatted(CompleteScrape.SEEN);

    @Override
    public Missing find() throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            run.bindSeen(statement, 1);
            statement.setString(6, run.jurisdictionId());
            return Missing.read(this, statement);
        }
    }

    private static final String MARK_DELETED =
            """
            UPDATE opencivicdata_event
               SET deleted = true, updated_at = ?
             WHERE id = ANY (?)
            """;

    @Override
    public void retire(List<String> ids) throws SQLException {
        try (var statement = connection.prepareStatement(MARK_DELETED)) {
            statement.setObject(1, run.now());
            TextColumns.bind(statement, 2, ids);
            statement.executeUpdate();
        }
    }
}
