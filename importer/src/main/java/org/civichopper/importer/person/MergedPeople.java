package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.importer.person.PersonReferences.Move;
import org.civichopper.model.person.Identifier;

/// People who turned out to be one: whoever carries the id of somebody who is gone takes over what
/// pointed at it.
final class MergedPeople {

    private final Connection connection;
    private final OffsetDateTime now;

    MergedPeople(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    private static final String CARRIED =
            """
            SELECT DISTINCT identifier, person_id
              FROM opencivicdata_personidentifier
             WHERE scheme = ?
               AND identifier <> person_id
            """;

    /// Who carries which id, be it from a file of this load or of an earlier one. An id that has a
    /// file is nobody else's, and one that two people claim belongs to neither.
    Map<String, String> carriers(Predicate<String> hasFile) throws SQLException {
        var carriers = new HashMap<String, String>();
        var claimedTwice = new HashSet<String>();
        try (var statement = connection.prepareStatement(CARRIED)) {
            statement.setString(1, Identifier.FORMER_ID);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getString(1);
                    if (!hasFile.test(id) && carriers.put(id, rows.getString(2)) != null) {
                        claimedTwice.add(id);
                    }
                }
            }
        }
        carriers.keySet().removeAll(claimedTwice);
        return carriers;
    }

    private static final String GONE =
            """
            WITH belongs AS (
                SELECT m.person_id, o.jurisdiction_id
                  FROM opencivicdata_membership m
                  JOIN opencivicdata_organization o ON o.id = m.organization_id
                 WHERE m.person_id = ANY (?)
                   AND o.jurisdiction_id IS NOT NULL
                 UNION
                SELECT id, current_jurisdiction_id
                  FROM opencivicdata_person
                 WHERE id = ANY (?)
                   AND current_jurisdiction_id IS NOT NULL
            )
            SELECT person_id
              FROM belongs
             GROUP BY person_id
            HAVING bool_and(jurisdiction_id = ANY (?))
            """;

    /// The people to merge, each with who takes over: those who belong to these jurisdictions and
    /// to no other, because elsewhere they may still have a file.
    Map<String, String> successors(Map<String, String> carriers, Collection<String> jurisdictionIds)
            throws SQLException {
        var next = new HashMap<String, String>();
        try (var statement = connection.prepareStatement(GONE)) {
            TextColumns.bind(statement, 1, carriers.keySet());
            TextColumns.bind(statement, 2, carriers.keySet());
            TextColumns.bind(statement, 3, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    next.put(rows.getString(1), carriers.get(rows.getString(1)));
                }
            }
        }
        var successors = new HashMap<String, String>();
        for (var id : next.keySet()) {
            var last = last(next, id);
            if (!next.containsKey(last)) {
                successors.put(id, last);
            }
        }
        return successors;
    }

    /// Who comes after all others; somebody who goes, too, where they go round in a circle.
    private static String last(Map<String, String> next, String id) {
        var seen = new HashSet<String>();
        var last = id;
        while (next.containsKey(last) && seen.add(last)) {
            last = next.get(last);
        }
        return last;
    }

    /// Moves what points at these people, and says what has to go then.
    ///
    /// @return the rows to delete
    ChangeSet merge(Map<String, String> successors) throws SQLException {
        var changes = new ChangeSet();
        if (successors.isEmpty()) {
            return changes;
        }
        moveReferences(successors);
        moveSeats(successors);
        var table = PersonTables.PERSON;
        var standing = new RowReader(connection).read(table, successors.keySet());
        standing.values().forEach(person -> changes.add(Comparison.delete(table, person)));
        return changes;
    }

    private static final String ROWS =
            """
            WITH part AS (
                SELECT 'sponsor' AS place, id, person_id FROM opencivicdata_billsponsorship
                 UNION ALL
                SELECT 'action entity', id, person_id FROM opencivicdata_billactionrelatedentity
                 UNION ALL
                SELECT 'voter', id, voter_id FROM opencivicdata_personvote
                 UNION ALL
                SELECT 'participant', id, person_id FROM opencivicdata_eventparticipant
                 UNION ALL
                SELECT 'agenda entity', id, person_id FROM opencivicdata_eventrelatedentity
            )
            SELECT place, id, person_id
              FROM part
             WHERE person_id = ANY (?)
            """;

    private void moveReferences(Map<String, String> successors) throws SQLException {
        var references = new PersonReferences(connection, now);
        try (var statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(PersonReferences.ROWS_AT_ONCE);
            TextColumns.bind(statement, 1, successors.keySet());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var former = rows.getString("person_id");
                    var id = rows.getObject("id", UUID.class);
                    references.move(
                            new Move(rows.getString("place"), id, former, successors.get(former)));
                }
            }
        }
        references.finish();
    }

    // A seat is its committee's: it stays, whoever holds it.
    private static final String MOVE_SEATS =
            """
            WITH moved AS (
                UPDATE opencivicdata_membership m
                   SET person_id = given.becomes, updated_at = ?
                  FROM unnest(?, ?) AS given (was, becomes), opencivicdata_organization o
                 WHERE m.person_id = given.was
                   AND o.id = m.organization_id
                   AND o.classification IN ('committee', 'subcommittee')
             RETURNING m.organization_id
            )
            UPDATE opencivicdata_organization
               SET updated_at = ?
             WHERE id IN (TABLE moved)
            """;

    private void moveSeats(Map<String, String> successors) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE_SEATS)) {
            statement.setObject(1, now);
            TextColumns.bind(
                    statement, 2, successors.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
            statement.setObject(4, now);
            statement.executeUpdate();
        }
    }
}
