package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.civichopper.database.TextColumns;

/// Points rows of bills, votes and events at people: sponsors, voters, participants, and whom an
/// action or an agenda names. The `updated_at` of the bill, vote or event moves along.
final class PersonReferences {

    // Somebody may stand in thousands of votes: no statement may run for long, and no list of rows
    // may be long.
    static final int ROWS_AT_ONCE = 10_000;

    /// A row and whom it shall point at.
    ///
    /// @param kind of the row, as the statement calls it
    /// @param was null if it points at nobody; one that points at somebody else by now stays
    record Move(String kind, UUID id, String was, String becomes) {}

    private final Connection connection;
    private final OffsetDateTime now;
    private final List<Move> waiting = new ArrayList<>();
    private int moved;

    PersonReferences(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Points a row at somebody, with others, when enough of them have come together.
    void move(Move move) throws SQLException {
        waiting.add(move);
        if (waiting.size() == ROWS_AT_ONCE) {
            moveAll();
        }
    }

    /// Moves the last of them.
    ///
    /// @return how many rows point at somebody else now
    int finish() throws SQLException {
        if (!waiting.isEmpty()) {
            moveAll();
        }
        return moved;
    }

    private static final String MOVE =
            """
            WITH move AS (
                SELECT kind, id::uuid AS id, was, becomes
                  FROM unnest(?, ?, ?, ?) AS given (kind, id, was, becomes)
            ), sponsor AS (
                UPDATE opencivicdata_billsponsorship part
                   SET person_id = m.becomes
                  FROM move m
                 WHERE m.kind = 'sponsor' AND part.id = m.id
                   AND part.person_id IS NOT DISTINCT FROM m.was
             RETURNING part.bill_id
            ), action_entity AS (
                UPDATE opencivicdata_billactionrelatedentity part
                   SET person_id = m.becomes
                  FROM move m, opencivicdata_billaction a
                 WHERE m.kind = 'action entity' AND part.id = m.id
                   AND part.person_id IS NOT DISTINCT FROM m.was
                   AND a.id = part.action_id
             RETURNING a.bill_id
            ), voter AS (
                UPDATE opencivicdata_personvote part
                   SET voter_id = m.becomes
                  FROM move m
                 WHERE m.kind = 'voter' AND part.id = m.id
                   AND part.voter_id IS NOT DISTINCT FROM m.was
             RETURNING part.vote_event_id
            ), participant AS (
                UPDATE opencivicdata_eventparticipant part
                   SET person_id = m.becomes
                  FROM move m
                 WHERE m.kind = 'participant' AND part.id = m.id
                   AND part.person_id IS NOT DISTINCT FROM m.was
             RETURNING part.event_id
            ), agenda_entity AS (
                UPDATE opencivicdata_eventrelatedentity part
                   SET person_id = m.becomes
                  FROM move m, opencivicdata_eventagendaitem i
                 WHERE m.kind = 'agenda entity' AND part.id = m.id
                   AND part.person_id IS NOT DISTINCT FROM m.was
                   AND i.id = part.agenda_item_id
             RETURNING i.event_id
            ), bill AS (
                UPDATE opencivicdata_bill SET updated_at = ?
                 WHERE id IN (TABLE sponsor UNION TABLE action_entity)
            ), vote AS (
                UPDATE opencivicdata_voteevent SET updated_at = ?
                 WHERE id IN (TABLE voter)
            ), event AS (
                UPDATE opencivicdata_event SET updated_at = ?
                 WHERE id IN (TABLE participant UNION TABLE agenda_entity)
            )
            SELECT count(*)
              FROM (TABLE sponsor UNION ALL TABLE action_entity UNION ALL TABLE voter
                    UNION ALL TABLE participant UNION ALL TABLE agenda_entity) AS moved
            """;

    private void moveAll() throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            TextColumns.bind(
                    statement,
                    1,
                    waiting,
                    Move::kind,
                    move -> move.id().toString(),
                    Move::was,
                    Move::becomes);
            statement.setObject(5, now);
            statement.setObject(6, now);
            statement.setObject(7, now);
            try (var count = statement.executeQuery()) {
                count.next();
                moved += count.getInt(1);
            }
        }
        waiting.clear();
    }
}
