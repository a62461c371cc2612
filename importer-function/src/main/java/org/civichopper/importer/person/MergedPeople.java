package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.model.person.Identifier;
import org.civichopper.model.person.Person;

/// People who turned out to be one: whoever carries a former id takes over what pointed at it.
final class MergedPeople {

    private final Connection connection;
    private final OffsetDateTime now;

    MergedPeople(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Who carries which former id. An id that a file still has is not a former one, and one that
    /// two people claim belongs to neither.
    static Map<String, String> successors(Collection<Person> people, Predicate<String> hasFile) {
        var successors = new HashMap<String, String>();
        var claimedTwice = new HashMap<String, String>();
        for (var person : people) {
            for (var identifier : person.identifiers()) {
                var former = identifier.identifier();
                if (identifier.scheme().equals(Identifier.FORMER_ID) && !hasFile.test(former)) {
                    var other = successors.putIfAbsent(former, person.id());
                    if (other != null && !other.equals(person.id())) {
                        claimedTwice.put(former, other);
                    }
                }
            }
        }
        successors.keySet().removeAll(claimedTwice.keySet());
        return successors;
    }

    private static final List<String> MOVES =
            List.of(
                    """
                    WITH moved AS (
                        UPDATE opencivicdata_billsponsorship AS part
                           SET person_id = merged.person_id
                          FROM unnest(?, ?) AS merged (former_id, person_id)
                         WHERE part.person_id = merged.former_id
                     RETURNING part.bill_id)
                    UPDATE opencivicdata_bill SET updated_at = ?
                     WHERE id IN (SELECT bill_id FROM moved)
                    """,
                    """
                    WITH moved AS (
                        UPDATE opencivicdata_billactionrelatedentity AS part
                           SET person_id = merged.person_id
                          FROM unnest(?, ?) AS merged (former_id, person_id)
                         WHERE part.person_id = merged.former_id
                     RETURNING part.action_id)
                    UPDATE opencivicdata_bill SET updated_at = ?
                     WHERE id IN (SELECT bill_id FROM opencivicdata_billaction
                                   WHERE id IN (SELECT action_id FROM moved))
                    """,
                    """
                    WITH moved AS (
                        UPDATE opencivicdata_personvote AS part
                           SET voter_id = merged.person_id
                          FROM unnest(?, ?) AS merged (former_id, person_id)
                         WHERE part.voter_id = merged.former_id
                     RETURNING part.vote_event_id)
                    UPDATE opencivicdata_voteevent SET updated_at = ?
                     WHERE id IN (SELECT vote_event_id FROM moved)
                    """,
                    """
                    WITH moved AS (
                        UPDATE opencivicdata_eventparticipant AS part
                           SET person_id = merged.person_id
                          FROM unnest(?, ?) AS merged (former_id, person_id)
                         WHERE part.person_id = merged.former_id
                     RETURNING part.event_id)
                    UPDATE opencivicdata_event SET updated_at = ?
                     WHERE id IN (SELECT event_id FROM moved)
                    """,
                    """
                    WITH moved AS (
                        UPDATE opencivicdata_eventrelatedentity AS part
                           SET person_id = merged.person_id
                          FROM unnest(?, ?) AS merged (former_id, person_id)
                         WHERE part.person_id = merged.former_id
                     RETURNING part.agenda_item_id)
                    UPDATE opencivicdata_event SET updated_at = ?
                     WHERE id IN (SELECT event_id FROM opencivicdata_eventagendaitem
                                   WHERE id IN (SELECT agenda_item_id FROM moved))
                    """);

    /// Moves what points at former ids, and says what has to go then: those of them that stand.
    ///
    /// @return the rows to delete
    ChangeSet merge(Map<String, String> successors) throws SQLException {
        var changes = new ChangeSet();
        var table = PersonTables.PERSON;
        var standing = new RowReader(connection).read(table, successors.keySet());
        if (standing.isEmpty()) {
            return changes;
        }
        move(standing.keySet(), successors);
        standing.values().forEach(person -> changes.add(Comparison.delete(table, person)));
        return changes;
    }

    private void move(Set<String> formerIds, Map<String, String> successors) throws SQLException {
        for (var sql : MOVES) {
            try (var statement = connection.prepareStatement(sql)) {
                TextColumns.bind(statement, 1, formerIds, id -> id, successors::get);
                statement.setObject(3, now);
                statement.executeUpdate();
            }
        }
    }
}
