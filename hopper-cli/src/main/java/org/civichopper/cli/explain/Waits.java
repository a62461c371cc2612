package org.civichopper.cli.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.Awaited;

/// What waits for a thing, and what a thing waits for.
final class Waits {

    private final Connection connection;

    Waits(Connection connection) {
        this.connection = connection;
    }

    private static final String WHERE_SOMETHING_WAITS =
            """
            SELECT jurisdiction_id
              FROM hopper.parked
             UNION
            SELECT e.jurisdiction_id
              FROM hopper.waiting_link w
              JOIN opencivicdata_eventrelatedentity entity ON entity.id = w.related_entity_id
              JOIN opencivicdata_eventagendaitem item ON item.id = entity.agenda_item_id
              JOIN opencivicdata_event e ON e.id = item.event_id
            """;

    /// The jurisdictions of what waits for something.
    List<String> whereSomethingWaits() throws SQLException {
        try (var statement = connection.prepareStatement(WHERE_SOMETHING_WAITS)) {
            return Trail.texts(statement);
        }
    }

    private static final String WAITED_FOR_BY =
            """
            SELECT file
              FROM hopper.parked
             WHERE awaits && ?
             UNION
            SELECT item.event_id
              FROM hopper.waiting_link w
              JOIN opencivicdata_eventrelatedentity entity ON entity.id = w.related_entity_id
              JOIN opencivicdata_eventagendaitem item ON item.id = entity.agenda_item_id
             WHERE w.token = ANY (?)
             ORDER BY 1
             LIMIT ?
            """;

    /// @param tokens of [Awaited]
    List<String> waitedForBy(Collection<String> tokens) throws SQLException {
        try (var statement = connection.prepareStatement(WAITED_FOR_BY)) {
            TextColumns.bind(statement, 1, tokens);
            TextColumns.bind(statement, 2, tokens);
            statement.setInt(3, Trail.MOST);
            return Trail.texts(statement);
        }
    }

    private static final String WAITS_FOR =
            """
            SELECT CASE sought WHEN 'person' THEN 'a person' ELSE 'an organization' END
                   || ' for the ' || place || ' "' || row_name || '"', NULL
              FROM hopper.unmatched_person
             WHERE database_id = ?
             UNION
            SELECT 'on its agenda, ', w.token
              FROM opencivicdata_eventagendaitem item
              JOIN opencivicdata_eventrelatedentity entity ON entity.agenda_item_id = item.id
              JOIN hopper.waiting_link w ON w.related_entity_id = entity.id
             WHERE item.event_id = ?
             UNION
            SELECT 'the action "' || a.description || '"', NULL
              FROM hopper.named_action a
              JOIN opencivicdata_voteevent v ON v.id = a.vote_event_id
             WHERE a.vote_event_id = ?
               AND v.bill_action_id IS NULL
             ORDER BY 1, 2
             LIMIT ?
            """;

    /// What a thing that stands is still without.
    List<String> waitsFor(String databaseId) throws SQLException {
        try (var statement = connection.prepareStatement(WAITS_FOR)) {
            statement.setString(1, databaseId);
            statement.setString(2, databaseId);
            statement.setString(3, databaseId);
            statement.setInt(4, Trail.MOST);
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var token = Optional.ofNullable(rows.getString(2)).map(Awaited::new);
                    texts.add(rows.getString(1) + token.map(Awaited::words).orElse(""));
                }
            }
            return texts;
        }
    }
}
