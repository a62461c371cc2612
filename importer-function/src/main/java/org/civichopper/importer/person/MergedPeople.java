package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.importer.person.PersonReferences.Move;
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

    private static final String ROWS =
            """
            WITH part AS (
                SELECT 'sponsor' AS kind, id, person_id FROM opencivicdata_billsponsorship
                 UNION ALL
                SELECT 'action entity', id, person_id FROM opencivicdata_billactionrelatedentity
                 UNION ALL
                SELECT 'voter', id, voter_id FROM opencivicdata_personvote
                 UNION ALL
                SELECT 'participant', id, person_id FROM opencivicdata_eventparticipant
                 UNION ALL
                SELECT 'agenda entity', id, person_id FROM opencivicdata_eventrelatedentity
            )
            SELECT kind, id, person_id
              FROM part
             WHERE person_id = ANY (?)
            """;

    private void move(Set<String> formerIds, Map<String, String> successors) throws SQLException {
        var references = new PersonReferences(connection, now);
        try (var statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(PersonReferences.ROWS_AT_ONCE);
            TextColumns.bind(statement, 1, formerIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var former = rows.getString("person_id");
                    var id = rows.getObject("id", UUID.class);
                    references.move(
                            new Move(rows.getString("kind"), id, former, successors.get(former)));
                }
            }
        }
        references.finish();
    }
}
