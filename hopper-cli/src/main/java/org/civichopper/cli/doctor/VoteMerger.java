package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.civichopper.importer.vote.VoteKind;

/// Votes that stand twice.
final class VoteMerger extends Merger {

    VoteMerger(Connection connection, OffsetDateTime now, Map<String, OffsetDateTime> changedAt) {
        super(connection, now, new VoteKind().table(), changedAt);
    }

    @Override
    void moveReferencesToParts(Map<String, Map<String, String>> successors) {
        // Nothing points below a vote.
    }

    private static final String AGENDAS =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            ), pointing AS (
                UPDATE opencivicdata_eventrelatedentity r
                   SET vote_event_id = moved.becomes
                  FROM moved
                 WHERE r.vote_event_id = moved.was
             RETURNING r.agenda_item_id
            )
            UPDATE opencivicdata_event
               SET updated_at = ?
             WHERE id IN (SELECT event_id FROM opencivicdata_eventagendaitem
                           WHERE id IN (SELECT agenda_item_id FROM pointing))
            """;

    // What a vote names as its action is known until it goes; it names it still.
    private static final String NAMED_ACTIONS =
            """
            INSERT INTO hopper.named_action (vote_event_id, description)
            SELECT DISTINCT ON (moved.becomes) moved.becomes, n.description
              FROM unnest(?, ?) AS moved (was, becomes)
              JOIN hopper.named_action n ON n.vote_event_id = moved.was
             ORDER BY moved.becomes, n.vote_event_id DESC
                ON CONFLICT (vote_event_id) DO NOTHING
            """;

    // An action has one vote at most, at any moment: the one that goes lets go first.
    private static final String LET_GO =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            ), action AS (
                SELECT DISTINCT ON (moved.becomes) moved.becomes, goes.bill_action_id
                  FROM moved
                  JOIN opencivicdata_voteevent goes ON goes.id = moved.was
                  JOIN opencivicdata_voteevent stays ON stays.id = moved.becomes
                 WHERE goes.bill_action_id IS NOT NULL
                   AND stays.bill_action_id IS NULL
                 ORDER BY moved.becomes, goes.id
            ), released AS (
                UPDATE opencivicdata_voteevent v
                   SET bill_action_id = NULL
                  FROM moved
                 WHERE v.id = moved.was
             RETURNING v.id
            )
            SELECT becomes, bill_action_id FROM action
            """;

    private static final String TAKE =
            """
            WITH taken AS (
                SELECT id, action_id::uuid FROM unnest(?, ?) AS given (id, action_id)
            )
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = taken.action_id, updated_at = ?
              FROM taken
             WHERE v.id = taken.id
            """;

    @Override
    void moveReferences(Map<String, String> keepers) throws SQLException {
        move(AGENDAS, keepers, 1);
        move(NAMED_ACTIONS, keepers, 0);
        move(TAKE, ask(LET_GO, keepers), 1);
    }
}
