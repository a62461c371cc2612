package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import org.civichopper.database.TextColumns;

/// Links votes to the actions that they say they are, whichever of the two comes first.
public final class ActionLinks {

    private final Connection connection;
    private final OffsetDateTime now;

    public ActionLinks(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    private static final String NAME =
            """
            INSERT INTO hopper.named_action (vote_event_id, description)
            SELECT vote_event_id, description
              FROM unnest(?, ?) AS given (vote_event_id, description)
             WHERE description <> ''
                ON CONFLICT (vote_event_id) DO UPDATE SET description = excluded.description
             WHERE named_action.description <> excluded.description
            """;

    private static final String FORGET =
            """
            DELETE FROM hopper.named_action
             USING unnest(?, ?) AS given (vote_event_id, description)
             WHERE named_action.vote_event_id = given.vote_event_id
               AND given.description = ''
            """;

    private static final String UNLINK =
            """
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = NULL, updated_at = ?
              FROM opencivicdata_billaction a
             WHERE v.id = ANY (?)
               AND a.id = v.bill_action_id
               AND a.bill_id IS DISTINCT FROM v.bill_id
            """;

    /// Remembers which action each vote of the batch names, '' for none.
    public void name(Map<String, String> descriptions) throws SQLException {
        if (descriptions.isEmpty()) {
            return;
        }
        for (var sql : new String[] {NAME, FORGET}) {
            try (var statement = connection.prepareStatement(sql)) {
                TextColumns.bind(
                        statement,
                        1,
                        descriptions.entrySet(),
                        Map.Entry::getKey,
                        Map.Entry::getValue);
                statement.executeUpdate();
            }
        }
        try (var statement = connection.prepareStatement(UNLINK)) {
            statement.setObject(1, now);
            TextColumns.bind(statement, 2, descriptions.keySet());
            statement.executeUpdate();
        }
    }

    // A link that says what the vote names stays, even when a second such action appears. Another
    // is made only to an action that is the only one so described and that no vote holds. The
    // ledger moves along for votes of which nothing else changed.
    private static final String LINK =
            """
            WITH concerned AS (
                SELECT id FROM opencivicdata_voteevent WHERE id = ANY (?)
                 UNION
                SELECT id FROM opencivicdata_voteevent WHERE bill_id = ANY (?)
            ), named AS (
                SELECT v.id, v.bill_id, v.bill_action_id, v.start_date, v.organization_id,
                       v.motion_text, v.identifier, v.dedupe_key, v.updated_at, n.description
                  FROM concerned
                  JOIN opencivicdata_voteevent v ON v.id = concerned.id
                  JOIN hopper.named_action n ON n.vote_event_id = v.id
                  LEFT JOIN opencivicdata_billaction held ON held.id = v.bill_action_id
                 WHERE (held.bill_id, held.description, held.date, held.organization_id)
                       IS DISTINCT FROM (v.bill_id, n.description, v.start_date, v.organization_id)
            ), chosen AS (
                SELECT DISTINCT ON (action.id) named.id, named.updated_at, action.id AS action_id
                  FROM named
                 CROSS JOIN LATERAL (
                       SELECT (array_agg(a.id))[1] AS id
                         FROM opencivicdata_billaction a
                        WHERE a.bill_id = named.bill_id
                          AND a.description = named.description
                          AND a.date = named.start_date
                          AND a.organization_id = named.organization_id
                       HAVING count(*) = 1) AS action
                 WHERE NOT EXISTS (
                       SELECT FROM opencivicdata_voteevent holder
                        WHERE holder.bill_action_id = action.id)
                 ORDER BY action.id, named.motion_text COLLATE "C", named.dedupe_key COLLATE "C",
                          named.identifier COLLATE "C", named.id
            ), ledger AS (
                UPDATE hopper.document d
                   SET row_updated_at = ?
                  FROM chosen
                 WHERE d.database_id = chosen.id
                   AND d.row_updated_at = chosen.updated_at
            )
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = chosen.action_id, updated_at = ?
              FROM chosen
             WHERE v.id = chosen.id
            """;

    /// @param voteIds of votes that the batch brought
    /// @param billIds of bills whose actions may have changed
    /// @return how many votes were linked
    public int link(Collection<String> voteIds, Collection<String> billIds) throws SQLException {
        if (voteIds.isEmpty() && billIds.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(LINK)) {
            TextColumns.bind(statement, 1, voteIds);
            TextColumns.bind(statement, 2, billIds);
            statement.setObject(3, now);
            statement.setObject(4, now);
            return statement.executeUpdate();
        }
    }
}
