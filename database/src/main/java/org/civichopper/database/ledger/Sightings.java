package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.DocumentVersion;

/// When what stands was last seen, where nothing else of it changes.
public final class Sightings {

    private final Connection connection;

    public Sightings(Connection connection) {
        this.connection = connection;
    }

    private static final String SEE =
            """
            UPDATE hopper.sighting s
               SET run_id = coalesce(seen.run_id, s.run_id), seen_at = now(),
                   scraped_id = CASE WHEN seen.run_id IS NULL OR seen.run_id = s.run_id THEN s.scraped_id END
              FROM unnest(?, ?) AS seen (database_id, run_id)
              JOIN hopper.document d ON d.database_id = seen.database_id
             WHERE s.document_id = d.id
            """;

    /// Remembers that a run brought these rows, though in a version that is out of date.
    ///
    /// @param runIds per row; null outside a run
    public void see(Map<String, String> runIds) throws SQLException {
        if (runIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(SEE)) {
            TextColumns.bind(
                    statement, 1, runIds.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
            statement.executeUpdate();
        }
    }

    private static final String RETIRE =
            """
            UPDATE hopper.sighting s
               SET content_hash = NULL,
                   version_time = ?,
                   version_id_time = ?,
                   version_last_modified = ?,
                   version_sha256 = decode(?, 'hex')
              FROM hopper.document d
             WHERE d.id = s.document_id
               AND d.database_id = ANY (?)
            """;

    /// Remembers that a run did without these rows, so that no older version brings them back.
    ///
    /// @param end how new the run is
    public void retire(Collection<String> databaseIds, DocumentVersion end) throws SQLException {
        if (databaseIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(RETIRE)) {
            statement.setObject(1, end.time().atOffset(ZoneOffset.UTC));
            statement.setObject(2, end.idTime().atOffset(ZoneOffset.UTC));
            statement.setObject(3, end.lastModified().atOffset(ZoneOffset.UTC));
            statement.setString(4, end.sha256());
            TextColumns.bind(statement, 5, databaseIds);
            statement.executeUpdate();
        }
    }
}
