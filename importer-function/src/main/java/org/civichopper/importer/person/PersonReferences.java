package org.civichopper.importer.person;

import static java.util.stream.Gatherers.windowFixed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.civichopper.database.TextColumns;

/// Points rows of bills, votes and events at people: sponsors, voters, participants, and whom an
/// action or an agenda names. The `updated_at` of the bill, vote or event moves along.
final class PersonReferences {

    // Somebody may stand in thousands of votes, and no statement may run for long.
    private static final int ROWS_AT_ONCE = 10_000;

    /// A row and whom it shall point at.
    ///
    /// @param kind of the row, as the statement calls it
    /// @param was null if it points at nobody; one that points at somebody else by now stays
    record Move(String kind, UUID id, String was, String becomes) {}

    private final Connection connection;
    private final OffsetDateTime now;

    PersonReferences(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// @return how many rows point at somebody else now
    int move(List<Move> moves) throws SQLException {
        int moved = 0;
        for (var some : moves.stream().gather(windowFixed(ROWS_AT_ONCE)).toList()) {
            moved += moveAtOnce(some);
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
                    UNION ALL TABLE participant UNION ALL TABLE agenda_entity)
            """;

    private int moveAtOnce(List<Move> moves) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            TextColumns.bind(
                    statement,
                    1,
                    moves,
                    Move::kind,
                    move -> move.id().toString(),
                    Move::was,
                    Move::becomes);
            statement.setObject(5, now);
            statement.setObject(6, now);
            statement.setObject(7, now);
            try (var count = statement.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }
}
