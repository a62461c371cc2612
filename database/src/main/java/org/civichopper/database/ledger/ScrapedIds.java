package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
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
            SELECT kind, scraped_id, database_id
              FROM unnest(?, ?) AS asked (kind, scraped_id)
              JOIN hopper.scraped_id
             USING (kind, scraped_id)
             WHERE CASE kind
                       WHEN 'organization' THEN EXISTS (SELECT FROM opencivicdata_organization WHERE id = database_id)
                       WHEN 'bill' THEN EXISTS (SELECT FROM opencivicdata_bill WHERE id = database_id)
                       WHEN 'vote_event' THEN EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = database_id)
                       ELSE true
                   END
            """;

    private record Named(Kind kind, String scrapedId, String databaseId) {}

    /// The database ids of these `_id`s, per kind. Those that nobody knows, or whose row is gone,
    /// are missing.
    public Map<Kind, Map<String, String>> read(Map<Kind, ? extends Collection<String>> scrapedIds)
            throws SQLException {
        var known = new EnumMap<Kind, Map<String, String>>(Kind.class);
        var asked =
                scrapedIds.entrySet().stream()
                        .flatMap(each ->
                                each.getValue().stream()
                                        .map(id -> new Named(each.getKey(), id, null)))
                        .toList();
        if (asked.isEmpty()) {
            return known;
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, asked, id -> id.kind().word(), Named::scrapedId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.computeIfAbsent(
                                    Kind.ofWord(rows.getString(1)).orElseThrow(),
                                    _ -> new HashMap<>())
                            .put(rows.getString(2), rows.getString(3));
                }
            }
        }
        return known;
    }

    private static final String WRITE =
            """
            INSERT INTO hopper.scraped_id (scraped_id, kind, database_id)
            SELECT scraped_id, kind, database_id
              FROM unnest(?, ?, ?) AS given (scraped_id, kind, database_id)
                ON CONFLICT (scraped_id, kind) DO UPDATE SET database_id = excluded.database_id
             WHERE scraped_id.database_id <> excluded.database_id
            """;

    /// Remembers which rows these `_id`s became, per kind.
    public void write(Map<Kind, Map<String, String>> databaseIds) throws SQLException {
        var given =
                databaseIds.entrySet().stream()
                        .flatMap(each ->
                                each.getValue().entrySet().stream()
                                        .map(id ->
                                                new Named(
                                                        each.getKey(), id.getKey(), id.getValue())))
                        .toList();
        if (given.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(WRITE)) {
            TextColumns.bind(
                    statement,
                    1,
                    given,
                    Named::scrapedId,
                    id -> id.kind().word(),
                    Named::databaseId);
            statement.executeUpdate();
        }
    }
}
