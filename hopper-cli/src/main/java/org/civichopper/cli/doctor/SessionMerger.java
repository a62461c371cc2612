package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.civichopper.database.TextColumns;

/// Sessions that stand twice: the bills and votes of the others move to the one that the import
/// takes, and the others go.
final class SessionMerger {

    private final Connection connection;
    private final OffsetDateTime now;

    SessionMerger(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    private static final String MERGE =
            """
            WITH moved AS (
                SELECT was::uuid, becomes::uuid FROM unnest(?, ?) AS given (was, becomes)
            ), bills AS (
                UPDATE opencivicdata_bill b
                   SET legislative_session_id = moved.becomes, updated_at = ?
                  FROM moved
                 WHERE b.legislative_session_id = moved.was
            ), votes AS (
                UPDATE opencivicdata_voteevent v
                   SET legislative_session_id = moved.becomes, updated_at = ?
                  FROM moved
                 WHERE v.legislative_session_id = moved.was
            ), reports AS (
                UPDATE pupa_sessiondataqualityreport r
                   SET legislative_session_id = moved.becomes
                  FROM moved
                 WHERE r.legislative_session_id = moved.was
            )
            DELETE FROM opencivicdata_legislativesession s
             USING moved
             WHERE s.id = moved.was
            """;

    void merge(List<Doubled> sessions) throws SQLException {
        record Move(String was, String becomes) {}
        var moves =
                sessions.stream()
                        .flatMap(session ->
                                session.others().stream()
                                        .map(other -> new Move(other, session.taken())))
                        .toList();
        if (moves.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(MERGE)) {
            TextColumns.bind(statement, 1, moves, Move::was, Move::becomes);
            statement.setObject(3, now);
            statement.setObject(4, now);
            statement.executeUpdate();
        }
    }
}
