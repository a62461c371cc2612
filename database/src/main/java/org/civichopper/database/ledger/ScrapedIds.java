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

    /// An `_id` as one jurisdiction's scraper gave it: another's may be the same and means
    /// something else.
    public record Id(String jurisdictionId, Kind kind, String scrapedId) {}

    private final Connection connection;

    public ScrapedIds(Connection connection) {
        this.connection = connection;
    }

    private static final String READ =
            """
            SELECT jurisdiction_id, kind, scraped_id, database_id
              FROM unnest(?, ?, ?) AS asked (jurisdiction_id, kind, scraped_id)
              JOIN hopper.scraped_id
             USING (jurisdiction_id, kind, scraped_id)
             WHERE CASE kind
                       WHEN 'organization' THEN EXISTS (SELECT FROM opencivicdata_organization WHERE id = database_id)
                       WHEN 'bill' THEN EXISTS (SELECT FROM opencivicdata_bill WHERE id = database_id)
                       WHEN 'vote_event' THEN EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = database_id)
                       ELSE true
                   END
            """;

    /// The database ids of these `_id`s. Those that nobody knows, or whose row is gone, are
    /// missing.
    public Map<Id, String> read(Collection<Id> asked) throws SQLException {
        var known = new HashMap<Id, String>();
        if (asked.isEmpty()) {
            return known;
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement, 1, asked, Id::jurisdictionId, id -> id.kind().word(), Id::scrapedId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var kind = Kind.ofWord(rows.getString(2)).orElseThrow();
                    known.put(
                            new Id(rows.getString(1), kind, rows.getString(3)), rows.getString(4));
                }
            }
        }
        return known;
    }

    private static final String WRITE =
            """
            INSERT INTO hopper.scraped_id (jurisdiction_id, kind, scraped_id, database_id)
            SELECT jurisdiction_id, kind, scraped_id, database_id
              FROM unnest(?, ?, ?, ?) AS given (jurisdiction_id, kind, scraped_id, database_id)
                ON CONFLICT (scraped_id, kind, jurisdiction_id) DO UPDATE SET database_id = excluded.database_id
             WHERE scraped_id.database_id <> excluded.database_id
            """;

    /// Remembers which rows these `_id`s became.
    public void write(Map<Id, String> databaseIds) throws SQLException {
        if (databaseIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    databaseIds.entrySet(),
                    each -> each.getKey().jurisdictionId(),
                    each -> each.getKey().kind().word(),
                    each -> each.getKey().scrapedId(),
                    Map.Entry::getValue);
            statement.executeUpdate();
        }
    }
}
