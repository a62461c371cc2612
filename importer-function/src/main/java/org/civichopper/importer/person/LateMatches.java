package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.person.PersonReferences.Move;
import org.civichopper.importer.resolve.People;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.Reference;

/// Sponsors, voters and participants who matched nobody when their document came, and match
/// somebody now that people were loaded. The decision is the one that imports make.
final class LateMatches {

    // An importer before us kept the name and not the chamber.
    private static final String UNKNOWN = "?";
    // Hundreds of thousands of votes may wait; of each only its id is kept, and of a name one.
    private static final int FETCHED_AT_ONCE = 10_000;
    private static final List<String> ANY_CHAMBER = List.of("", "upper", "lower", "legislature");

    /// A name that stands in some rows of one kind.
    ///
    /// @param session of bills and votes
    /// @param chamber that the document wanted: '' for any
    private record Name(
            String kind,
            String jurisdictionId,
            Optional<Session> session,
            String name,
            String chamber) {}

    private record Row(Name name, UUID id) {}

    private final Connection connection;
    private final OffsetDateTime now;

    LateMatches(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Links whoever can be found in these jurisdictions.
    ///
    /// @return how many names were linked
    int link(Collection<String> jurisdictionIds) throws SQLException {
        var rows = rows(jurisdictionIds);
        var names = rows.stream().map(Row::name).collect(toSet());
        var references = names.stream().map(LateMatches::reference).collect(toSet());
        var people = People.load(connection, jurisdictionIds, references);
        var found = new HashMap<Name, String>();
        names.forEach(name -> find(people, name).ifPresent(id -> found.put(name, id)));
        var moves =
                rows.stream()
                        .filter(row -> found.containsKey(row.name()))
                        .map(row ->
                                new Move(row.name().kind(), row.id(), null, found.get(row.name())))
                        .toList();
        return new PersonReferences(connection, now).move(moves);
    }

    // Not materialized, so that only what these jurisdictions have is looked up in large tables.
    // Where the ledger knows the document and not the name, nobody was meant, or nobody can tell.
    private static final String ROWS =
            """
            WITH session AS NOT MATERIALIZED (
                SELECT jurisdiction_id, id AS session_id, start_date, end_date
                  FROM opencivicdata_legislativesession
                 WHERE jurisdiction_id = ANY (?)
            ), bill AS NOT MATERIALIZED (
                SELECT s.*, b.id AS database_id, '?' AS chamber
                  FROM session s
                  JOIN opencivicdata_bill b ON b.legislative_session_id = s.session_id
            ), vote AS (
                SELECT s.*, v.id AS database_id, o.classification AS chamber
                  FROM session s
                  JOIN opencivicdata_voteevent v ON v.legislative_session_id = s.session_id
                  JOIN opencivicdata_organization o ON o.id = v.organization_id
            ), event AS NOT MATERIALIZED (
                SELECT jurisdiction_id, NULL::uuid AS session_id, '' AS start_date, '' AS end_date,
                       id AS database_id, '?' AS chamber
                  FROM opencivicdata_event
                 WHERE jurisdiction_id = ANY (?)
            ), nobody AS (
                SELECT b.*, 'sponsor' AS kind, part.id, part.name
                  FROM bill b
                  JOIN opencivicdata_billsponsorship part ON part.bill_id = b.database_id
                 WHERE part.person_id IS NULL AND part.entity_type = 'person'
                 UNION ALL
                SELECT b.*, 'action entity', part.id, part.name
                  FROM bill b
                  JOIN opencivicdata_billaction a ON a.bill_id = b.database_id
                  JOIN opencivicdata_billactionrelatedentity part ON part.action_id = a.id
                 WHERE part.person_id IS NULL AND part.entity_type = 'person'
                 UNION ALL
                SELECT v.*, 'voter', part.id, part.voter_name
                  FROM vote v
                  JOIN opencivicdata_personvote part ON part.vote_event_id = v.database_id
                 WHERE part.voter_id IS NULL
                 UNION ALL
                SELECT e.*, 'participant', part.id, part.name
                  FROM event e
                  JOIN opencivicdata_eventparticipant part ON part.event_id = e.database_id
                 WHERE part.person_id IS NULL AND part.entity_type = 'person'
                 UNION ALL
                SELECT e.*, 'agenda entity', part.id, part.name
                  FROM event e
                  JOIN opencivicdata_eventagendaitem i ON i.event_id = e.database_id
                  JOIN opencivicdata_eventrelatedentity part ON part.agenda_item_id = i.id
                 WHERE part.person_id IS NULL AND part.entity_type = 'person'
            )
            SELECT n.kind, n.id, n.jurisdiction_id, n.session_id, n.start_date, n.end_date, n.name,
                   coalesce(u.chamber, n.chamber) AS chamber
              FROM nobody n
              LEFT JOIN hopper.unmatched_person u USING (database_id, name)
             WHERE u.chamber IS NOT NULL
                OR NOT EXISTS (
                   SELECT FROM hopper.document d WHERE d.database_id = n.database_id)
            """;

    private List<Row> rows(Collection<String> jurisdictionIds) throws SQLException {
        var names = new HashMap<Name, Name>();
        var rows = new ArrayList<Row>();
        try (var statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            TextColumns.bind(statement, 1, jurisdictionIds);
            TextColumns.bind(statement, 2, jurisdictionIds);
            try (var answer = statement.executeQuery()) {
                while (answer.next()) {
                    var name = names.computeIfAbsent(name(answer), same -> same);
                    rows.add(new Row(name, answer.getObject("id", UUID.class)));
                }
            }
        }
        return rows;
    }

    /// Where the chamber is unknown, somebody is meant only if every chamber would mean the same.
    private static Optional<String> find(People people, Name name) {
        var chambers = name.chamber().equals(UNKNOWN) ? ANY_CHAMBER : List.of(name.chamber());
        var ids = new HashSet<String>();
        for (var chamber : chambers) {
            var wanted = Optional.of(chamber).filter(c -> !c.isEmpty());
            people.find(name.jurisdictionId(), reference(name), wanted, name.session())
                    .ifPresent(ids::add);
        }
        return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }

    private static Reference reference(Name name) {
        return new Reference.Described(Map.of("name", name.name()));
    }

    private static Name name(ResultSet rows) throws SQLException {
        var jurisdictionId = rows.getString("jurisdiction_id");
        var startDate = rows.getString("start_date");
        var endDate = rows.getString("end_date");
        return new Name(
                rows.getString("kind"),
                jurisdictionId,
                Optional.ofNullable(rows.getString("session_id"))
                        .map(id -> new Session(id, jurisdictionId, "", startDate, endDate)),
                rows.getString("name"),
                rows.getString("chamber"));
    }
}
