package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.civichopper.database.TextColumns;

/// Documents that shared a key with another document of the same scrape, and lost to it.
public final class SupersededDocuments {

    /// @param databaseId of the row that both mean
    /// @param file what lost
    /// @param winner the file that it lost to
    /// @param differs in which columns and collections the two differ
    public record Superseded(
            String databaseId, String file, String winner, String differs, String runId) {}

    private final Connection connection;

    public SupersededDocuments(Connection connection) {
        this.connection = connection;
    }

    private static final String WRITE =
            """
            WITH given AS (
                SELECT DISTINCT ON (database_id, file) database_id, file, winner, differs, run_id
                  FROM unnest(?, ?, ?, ?, ?) AS given (database_id, file, winner, differs, run_id)
            ), of_other_scrapes AS (
                DELETE FROM hopper.superseded s
                 USING given
                 WHERE s.database_id = given.database_id
                   AND s.run_id <> given.run_id
                   AND (s.database_id, s.file) NOT IN (SELECT database_id, file FROM given)
            )
            INSERT INTO hopper.superseded AS s (database_id, file, winner, differs, run_id)
            SELECT database_id, file, winner, differs, run_id FROM given
                ON CONFLICT (database_id, file) DO UPDATE
               SET winner = excluded.winner,
                   differs = excluded.differs,
                   run_id = excluded.run_id,
                   superseded_at = excluded.superseded_at
            """;

    /// Remembers these, and forgets those of other scrapes that meant the same rows.
    public void write(Collection<Superseded> documents) throws SQLException {
        if (documents.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    documents,
                    Superseded::databaseId,
                    Superseded::file,
                    Superseded::winner,
                    Superseded::differs,
                    Superseded::runId);
            statement.executeUpdate();
        }
    }
}
