package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.Kind;

/// What every `_id` that a scraper ever gave became.
public final class ScrapedIds {

    private final Connection connection;

    public ScrapedIds(Connection connection) {
        this.connection = connection;
    }

    private static final String READ =
            """
            SELECT scraped_id, database_id
              FROM hopper.scraped_id
             WHERE scraped_id = ANY (?) AND kind = ?
               AND CASE kind
                       WHEN 'organization' THEN EXISTS (SELECT FROM opencivicdata_organization WHERE id = database_id)
                       WHEN 'bill' THEN EXISTS (SELECT FROM opencivicdata_bill WHERE id = database_id)
                       WHEN 'vote_event' THEN EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = database_id)
                       ELSE true
                   END
            """;

    /// The database ids of these `_id`s. Those that nobody knows, or whose row is gone, are missing
    /// from the map.
    public Map<String, String> read(Kind kind, Collection<String> scrapedIds) throws SQLException {
        var known = new HashMap<String, String>();
        if (scrapedIds.isEmpty()) {
            return known;
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, scrapedIds);
            statement.setString(2, kind.word());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return known;
    }

    private static final String WRITE =
            """
            INSERT INTO hopper.scraped_id (scraped_id, kind, database_id)
            SELECT scraped_id, ?, database_id
              FROM unnest(?, ?) AS given (scraped_id, database_id)
                ON CONFLICT (scraped_id, kind) DO UPDATE SET database_id = excluded.database_id
             WHERE scraped_id.database_id <> excluded.database_id
            """;

    public void write(Kind kind, Map<String, String> databaseIds) throws SQLException {
        if (databaseIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, kind.word());
            TextColumns.bind(
                    statement, 2, databaseIds.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
            statement.executeUpdate();
        }
    }
}
