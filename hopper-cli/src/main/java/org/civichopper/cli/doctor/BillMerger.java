package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.civichopper.importer.bill.BillKind;

/// Bills that stand twice.
final class BillMerger extends Merger {

    BillMerger(Connection connection, OffsetDateTime now, Map<String, OffsetDateTime> changedAt) {
        super(connection, now, new BillKind().table(), changedAt);
    }

    // An action is the outcome of one vote at most, and a link has one text.
    private static final String VOTES_OF_ACTIONS =
            """
            WITH free AS (
                SELECT DISTINCT ON (moved.becomes) holder.id, moved.becomes::uuid
                  FROM unnest(?, ?) AS moved (was, becomes)
                  JOIN opencivicdata_voteevent holder ON holder.bill_action_id = moved.was::uuid
                 WHERE NOT EXISTS (SELECT FROM opencivicdata_voteevent other
                                    WHERE other.bill_action_id = moved.becomes::uuid)
                 ORDER BY moved.becomes, holder.created_at, holder.id
            )
            UPDATE opencivicdata_voteevent v
               SET bill_action_id = free.becomes, updated_at = ?
              FROM free
             WHERE v.id = free.id
            """;

    private static final String TEXTS_OF_LINKS =
            """
            UPDATE opencivicdata_searchablebill t
               SET version_link_id = free.becomes
              FROM (SELECT DISTINCT ON (moved.becomes) holder.id, moved.becomes::uuid
                      FROM unnest(?, ?) AS moved (was, becomes)
                      JOIN opencivicdata_searchablebill holder ON holder.version_link_id = moved.was::uuid
                     WHERE NOT EXISTS (SELECT FROM opencivicdata_searchablebill other
                                        WHERE other.version_link_id = moved.becomes::uuid)
                     ORDER BY moved.becomes, holder.id) AS free
             WHERE t.id = free.id
            """;

    @Override
    void moveReferencesToParts(Map<String, Map<String, String>> successors) throws SQLException {
        move(VOTES_OF_ACTIONS, successors.getOrDefault("opencivicdata_billaction", Map.of()), 1);
        move(TEXTS_OF_LINKS, successors.getOrDefault("opencivicdata_billversionlink", Map.of()), 0);
    }

    private static final String VOTES =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            )
            UPDATE opencivicdata_voteevent v
               SET bill_id = moved.becomes, updated_at = ?
              FROM moved
             WHERE v.bill_id = moved.was
            """;

    private static final String RELATED_BILLS =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            ), pointing AS (
                UPDATE opencivicdata_relatedbill r
                   SET related_bill_id = moved.becomes
                  FROM moved
                 WHERE r.related_bill_id = moved.was
             RETURNING r.bill_id
            )
            UPDATE opencivicdata_bill
               SET updated_at = ?
             WHERE id IN (SELECT bill_id FROM pointing)
            """;

    private static final String AGENDAS =
            """
            WITH moved AS (
                SELECT was, becomes FROM unnest(?, ?) AS given (was, becomes)
            ), pointing AS (
                UPDATE opencivicdata_eventrelatedentity r
                   SET bill_id = moved.becomes
                  FROM moved
                 WHERE r.bill_id = moved.was
             RETURNING r.agenda_item_id
            )
            UPDATE opencivicdata_event
               SET updated_at = ?
             WHERE id IN (SELECT event_id FROM opencivicdata_eventagendaitem
                           WHERE id IN (SELECT agenda_item_id FROM pointing))
            """;

    // A bill has one full text. Whoever makes these makes them anew for what changed.
    private static final String TEXTS =
            """
            UPDATE opencivicdata_searchablebill t
               SET bill_id = free.becomes
              FROM (SELECT DISTINCT ON (moved.becomes) holder.id, moved.becomes
                      FROM unnest(?, ?) AS moved (was, becomes)
                      JOIN opencivicdata_searchablebill holder ON holder.bill_id = moved.was
                     WHERE NOT EXISTS (SELECT FROM opencivicdata_searchablebill other
                                        WHERE other.bill_id = moved.becomes)
                     ORDER BY moved.becomes, holder.id) AS free
             WHERE t.id = free.id
            """;

    private static final String TEXTS_LEFT =
            """
            DELETE FROM opencivicdata_searchablebill t
             USING unnest(?, ?) AS moved (was, becomes)
             WHERE t.bill_id = moved.was
            """;

    @Override
    void moveReferences(Map<String, String> keepers) throws SQLException {
        move(VOTES, keepers, 1);
        move(RELATED_BILLS, keepers, 1);
        move(AGENDAS, keepers, 1);
        move(TEXTS, keepers, 0);
        move(TEXTS_LEFT, keepers, 0);
    }
}
