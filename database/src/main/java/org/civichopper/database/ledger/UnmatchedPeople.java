package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;

/// The references to people and organizations that matched nobody, as documents spelled them: a row
/// keeps a name and not the reference, and without that nobody can tell later who was meant. Voters
/// who are called as their row says, in the chamber that voted, have no note; those by whom a
/// document meant nobody have one that wants nobody.
public final class UnmatchedPeople {

    /// What a row that names a person looks like.
    ///
    /// @param type its entity_type; '' for a voter
    /// @param detail what else it says
    public record Row(PersonPlace place, String name, String type, String detail) {}

    /// Whom the rows that look so mean.
    ///
    /// @param databaseId of the bill, vote or event
    /// @param number 0 where all of them mean the same, else each number is for one of them
    /// @param scheme of the identifier that is wanted, '' for a name; an organization's
    ///   classification, '' for any
    /// @param wanted the name or identifier; '' for an organization of any name
    /// @param chamber '' where any will do
    public record Unmatched(
            String databaseId,
            Row row,
            int number,
            Sought sought,
            String scheme,
            String wanted,
            String chamber) {}

    private record Collected(String databaseId, PersonPlace place) {}

    private final Connection connection;

    public UnmatchedPeople(Connection connection) {
        this.connection = connection;
    }

    private static final String REPLACE =
            """
            WITH compared AS (
                SELECT standing.id, unmatched.is_given, database_id, place, row_name, row_type,
                       row_detail, number, sought, scheme, wanted, chamber
                  FROM (SELECT u.*
                          FROM hopper.unmatched_person u
                          JOIN unnest(?, ?) AS given (database_id, place)
                         USING (database_id, place)) AS standing
                  FULL JOIN (SELECT database_id, place, row_name, row_type, row_detail,
                                    number::integer, sought, scheme, wanted, chamber, true AS is_given
                               FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                    AS given (database_id, place, row_name, row_type, row_detail,
                                              number, sought, scheme, wanted, chamber)) AS unmatched
                 USING (database_id, place, row_name, row_type, row_detail, number, sought, scheme, wanted, chamber)
            ), forgotten AS (
                DELETE FROM hopper.unmatched_person u
                 USING compared
                 WHERE u.id = compared.id
                   AND compared.is_given IS NULL
            )
            INSERT INTO hopper.unmatched_person
                   (database_id, place, row_name, row_type, row_detail, number, sought, scheme, wanted, chamber)
            SELECT database_id, place, row_name, row_type, row_detail, number, sought, scheme, wanted, chamber
              FROM compared
             WHERE id IS NULL
            """;

    /// Remembers these of the places that documents gave, and no others. A note that stands stays.
    ///
    /// @param given per object; the notes on its other places stay
    public void replace(Map<String, Set<PersonPlace>> given, List<Unmatched> people)
            throws SQLException {
        var places =
                given.entrySet().stream()
                        .flatMap(object ->
                                object.getValue().stream()
                                        .map(place -> new Collected(object.getKey(), place)))
                        .toList();
        if (places.isEmpty() && people.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(REPLACE)) {
            TextColumns.bind(
                    statement, 1, places, Collected::databaseId, each -> each.place().word());
            TextColumns.bind(
                    statement,
                    3,
                    people,
                    Unmatched::databaseId,
                    each -> each.row().place().word(),
                    each -> each.row().name(),
                    each -> each.row().type(),
                    each -> each.row().detail(),
                    each -> Integer.toString(each.number()),
                    each -> each.sought().word(),
                    Unmatched::scheme,
                    Unmatched::wanted,
                    Unmatched::chamber);
            statement.executeUpdate();
        }
    }

    private static final String NAMING =
            """
            SELECT DISTINCT database_id
              FROM hopper.unmatched_person
             WHERE database_id = ANY (?)
               AND sought = 'person'
               AND (scheme, wanted) IN (SELECT scheme, wanted FROM unnest(?, ?) AS known (scheme, wanted))
             UNION
            SELECT vote_event_id
              FROM opencivicdata_personvote
             WHERE vote_event_id = ANY (?)
               AND voter_id IS NULL
               AND voter_name IN (SELECT wanted FROM unnest(?, ?) AS known (scheme, wanted) WHERE scheme = '')
            """;

    /// Those of the objects that name one of these people and did not find them.
    ///
    /// @param people each a scheme, '' for a name, and what is wanted
    public Set<String> naming(
            Collection<String> databaseIds, Collection<Map.Entry<String, String>> people)
            throws SQLException {
        var found = new HashSet<String>();
        if (databaseIds.isEmpty() || people.isEmpty()) {
            return found;
        }
        try (var statement = connection.prepareStatement(NAMING)) {
            TextColumns.bind(statement, 1, databaseIds);
            TextColumns.bind(statement, 2, people, Map.Entry::getKey, Map.Entry::getValue);
            TextColumns.bind(statement, 4, databaseIds);
            TextColumns.bind(statement, 5, people, Map.Entry::getKey, Map.Entry::getValue);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static final String FORGET =
            """
            DELETE FROM hopper.unmatched_person
             WHERE id = ANY (?::bigint[])
            """;

    /// Forgets who was found.
    public void forget(Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(FORGET)) {
            TextColumns.bind(statement, 1, ids, id -> Long.toString(id));
            statement.executeUpdate();
        }
    }
}
