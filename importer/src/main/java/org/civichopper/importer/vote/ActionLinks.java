package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;

/// Links votes to the actions that they say they are, whichever of the two comes first. An action
/// that a vote lets go of is free for the next that names it.
public final class ActionLinks {

    private final Connection connection;
    private final OffsetDateTime now;
    private final Map<String, String> changed = new HashMap<>();
    private final Set<String> released = new HashSet<>();

    public ActionLinks(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    // What a vote names is remembered, and a vote that moved to another bill leaves its action.
    private static final String NAME =
            """
            WITH given AS (
                SELECT vote_event_id, description
                  FROM unnest(?, ?) AS given (vote_event_id, description)
            ), named AS (
                INSERT INTO hopper.named_action (vote_event_id, description)
                SELECT vote_event_id, description FROM given WHERE description <> ''
                    ON CONFLICT (vote_event_id) DO UPDATE SET description = excluded.description
                 WHERE named_action.description <> excluded.description
            ), forgotten AS (
                DELETE FROM hopper.named_action
                 WHERE vote_event_id IN (SELECT vote_event_id FROM given WHERE description = '')
            )
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = NULL, updated_at = ?
              FROM opencivicdata_billaction a, opencivicdata_legislativesession s
             WHERE v.id = ANY (?)
               AND a.id = v.bill_action_id
               AND a.bill_id IS DISTINCT FROM v.bill_id
               AND s.id = v.legislative_session_id
            RETURNING v.id, s.jurisdiction_id, a.bill_id
            """;

    /// Remembers which action each vote of the batch names, '' for none.
    public void name(Map<String, String> descriptions) throws SQLException {
        if (descriptions.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(NAME)) {
            TextColumns.bind(
                    statement, 1, descriptions.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
            statement.setObject(3, now);
            TextColumns.bind(statement, 4, descriptions.keySet());
            note(statement);
        }
    }

    private void note(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                changed.put(rows.getString(1), rows.getString(2));
                if (rows.getString(3) != null) {
                    released.add(rows.getString(3));
                }
            }
        }
    }

    // A link that says what the vote names stays, even when a second such action appears. Another
    // is made only to an action that is the only one so described and that no vote holds. The
    // ledger moves along for votes of which nothing else changed. A bill's actions are found by the
    // bill alone: the index on organizations would bring half a legislature's.
    private static final String LINK =
            """
            WITH concerned AS MATERIALIZED (
                SELECT id FROM opencivicdata_voteevent WHERE id = ANY (?)
                 UNION
                SELECT id FROM opencivicdata_voteevent WHERE bill_id = ANY (?)
            ), named AS MATERIALIZED (
                SELECT v.id, v.bill_id, v.bill_action_id, v.start_date, v.organization_id,
                       v.motion_text, v.identifier, v.dedupe_key, v.updated_at, n.description,
                       held.bill_id AS held_bill_id
                  FROM concerned
                  JOIN opencivicdata_voteevent v ON v.id = concerned.id
                  JOIN hopper.named_action n ON n.vote_event_id = v.id
                  LEFT JOIN opencivicdata_billaction held ON held.id = v.bill_action_id
                 WHERE (held.bill_id, held.description, held.date, held.organization_id)
                       IS DISTINCT FROM (v.bill_id, n.description, v.start_date, v.organization_id)
            ), chosen AS (
                SELECT DISTINCT ON (action.id) named.id, named.updated_at, named.held_bill_id,
                       action.id AS action_id
                  FROM named
                 CROSS JOIN LATERAL (
                       SELECT array_agg(a.id)
                              FILTER (WHERE a.description = named.description
                                        AND a.date = named.start_date
                                        AND a.organization_id = named.organization_id) AS ids
                         FROM opencivicdata_billaction a
                        WHERE a.bill_id = named.bill_id) AS fitting
                 CROSS JOIN LATERAL (SELECT fitting.ids[1] AS id) AS action
                 WHERE cardinality(fitting.ids) = 1
                   AND NOT EXISTS (
                       SELECT FROM opencivicdata_voteevent holder
                        WHERE holder.bill_action_id = action.id)
                 ORDER BY action.id, named.motion_text COLLATE "C", named.dedupe_key COLLATE "C",
                          named.identifier COLLATE "C", named.id
            ), ledger AS (
                UPDATE hopper.sighting
                   SET row_updated_at = ?
                  FROM chosen
                  JOIN hopper.document d ON d.database_id = chosen.id
                 WHERE document_id = d.id
                   AND row_updated_at = chosen.updated_at
            )
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = chosen.action_id, updated_at = ?
              FROM chosen, opencivicdata_legislativesession s
             WHERE v.id = chosen.id
               AND s.id = v.legislative_session_id
            RETURNING v.id, s.jurisdiction_id, chosen.held_bill_id
            """;

    /// @param voteIds of votes that the batch brought
    /// @param billIds of bills whose actions may have changed, or become free
    /// @return the votes that were linked, or lost their link when they were named, each with its
    ///   jurisdiction
    public Map<String, String> link(Collection<String> voteIds, Collection<String> billIds)
            throws SQLException {
        var votes = voteIds;
        released.addAll(billIds);
        while (!votes.isEmpty() || !released.isEmpty()) {
            var bills = List.copyOf(released);
            released.clear();
            try (var statement = connection.prepareStatement(LINK)) {
                TextColumns.bind(statement, 1, votes);
                TextColumns.bind(statement, 2, bills);
                statement.setObject(3, now);
                statement.setObject(4, now);
                note(statement);
            }
            votes = List.of();
        }
        return changed;
    }
}
