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
import java.util.Set;
import java.util.UUID;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.UnmatchedPeople;
import org.civichopper.importer.person.PersonReferences.Move;
import org.civichopper.importer.resolve.People;
import org.civichopper.importer.resolve.PersonReference;
import org.civichopper.importer.resolve.Session;

/// Sponsors, voters and participants who matched nobody when their document came, and match
/// somebody now that people were loaded. The decision is the one that imports make.
final class LateMatches {

    // An importer before us kept the name and not the chamber.
    private static final String UNKNOWN = "?";
    private static final List<String> ANY_CHAMBER = List.of("", "upper", "lower", "legislature");

    /// Whom a row means.
    ///
    /// @param session of bills and votes
    /// @param chamber that the document wanted: '' for any
    private record Wanted(
            String jurisdictionId,
            Optional<Session> session,
            PersonReference reference,
            String chamber) {}

    /// A row that points at nobody.
    ///
    /// @param note what the ledger says of it; 0 for a row of another importer
    /// @param shared whether the note is for every row that looks so, not for one of them
    private record Row(String place, UUID id, Wanted wanted, long note, boolean shared) {}

    private final Connection connection;
    private final Collection<String> jurisdictionIds;
    private final PersonReferences references;
    private final Map<Wanted, Optional<String>> people = new HashMap<>();
    private final Set<Object> taken = new HashSet<>();
    private final Set<Long> done = new HashSet<>();

    private LateMatches(
            Connection connection, OffsetDateTime now, Collection<String> jurisdictionIds) {
        this.connection = connection;
        this.jurisdictionIds = jurisdictionIds;
        this.references = new PersonReferences(connection, now);
    }

    // Not materialized, so that only what these jurisdictions have is looked up in large tables.
    // Where the ledger knows the document and has no note on the row, nobody was meant; a voter is
    // who the row says, in the chamber that voted.
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
                SELECT b.*, 'sponsor' AS place, part.id, part.name, part.entity_type AS type,
                       part."primary" || ' ' || part.classification AS detail,
                       part.entity_type = 'person' AS is_person
                  FROM bill b
                  JOIN opencivicdata_billsponsorship part ON part.bill_id = b.database_id
                 WHERE part.person_id IS NULL
                 UNION ALL
                SELECT b.*, 'action entity', part.id, part.name, part.entity_type,
                       a."order"::text, part.entity_type = 'person'
                  FROM bill b
                  JOIN opencivicdata_billaction a ON a.bill_id = b.database_id
                  JOIN opencivicdata_billactionrelatedentity part ON part.action_id = a.id
                 WHERE part.person_id IS NULL
                 UNION ALL
                SELECT v.*, 'voter', part.id, part.voter_name, '',
                       part.option || ' ' || part.note, true
                  FROM vote v
                  JOIN opencivicdata_personvote part ON part.vote_event_id = v.database_id
                 WHERE part.voter_id IS NULL
                 UNION ALL
                SELECT e.*, 'participant', part.id, part.name, part.entity_type,
                       part.note, part.entity_type = 'person'
                  FROM event e
                  JOIN opencivicdata_eventparticipant part ON part.event_id = e.database_id
                 WHERE part.person_id IS NULL
                 UNION ALL
                SELECT e.*, 'agenda entity', part.id, part.name, part.entity_type,
                       i."order" || ' ' || part.note, part.entity_type = 'person'
                  FROM event e
                  JOIN opencivicdata_eventagendaitem i ON i.event_id = e.database_id
                  JOIN opencivicdata_eventrelatedentity part ON part.agenda_item_id = i.id
                 WHERE part.person_id IS NULL
            )
            SELECT n.place, n.id, n.jurisdiction_id, n.session_id, n.start_date, n.end_date,
                   coalesce(u.scheme, '') AS scheme, coalesce(u.wanted, n.name) AS wanted,
                   coalesce(u.chamber, n.chamber) AS chamber, u.id AS note, u.number = 0 AS shared
              FROM nobody n
              LEFT JOIN hopper.unmatched_person u
                     ON u.database_id = n.database_id AND u.place = n.place AND u.row_name = n.name
                    AND u.row_type = n.type AND u.row_detail = n.detail
                    AND u.sought = 'person'
             WHERE u.id IS NOT NULL
                OR n.is_person
               AND (n.place = 'voter' OR NOT EXISTS (
                   SELECT FROM hopper.document d WHERE d.database_id = n.database_id))
            """;

    /// Links whoever can be found in these jurisdictions. Millions of votes may wait, so rows are
    /// linked while they are read, and only whom they mean is kept.
    ///
    /// @return how many rows were linked
    static int link(Connection connection, OffsetDateTime now, Collection<String> jurisdictionIds)
            throws SQLException {
        var matches = new LateMatches(connection, now, jurisdictionIds);
        try (var statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(PersonReferences.ROWS_AT_ONCE);
            TextColumns.bind(statement, 1, jurisdictionIds);
            TextColumns.bind(statement, 2, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                var some = new ArrayList<Row>();
                while (rows.next()) {
                    row(rows).ifPresent(some::add);
                    if (some.size() == PersonReferences.ROWS_AT_ONCE) {
                        matches.linkSome(some);
                        some.clear();
                    }
                }
                matches.linkSome(some);
            }
        }
        return matches.references.finish();
    }

    private void linkSome(List<Row> rows) throws SQLException {
        find(rows.stream().map(Row::wanted).filter(w -> !people.containsKey(w)).collect(toSet()));
        for (var row : rows) {
            var person = people.get(row.wanted());
            if (person.isPresent() && isFree(row)) {
                references.move(new Move(row.place(), row.id(), null, person.get()));
                done.add(row.note());
            }
        }
        new UnmatchedPeople(connection).forget(done);
        done.clear();
    }

    /// Whether the row and its note are free for each other: of rows that look alike and mean
    /// different people, each note takes one.
    private boolean isFree(Row row) {
        if (row.shared()) {
            return true;
        }
        if (taken.contains(row.id()) || taken.contains(row.note())) {
            return false;
        }
        return taken.add(row.id()) && taken.add(row.note());
    }

    private void find(Set<Wanted> unknown) throws SQLException {
        var asked = unknown.stream().map(Wanted::reference).collect(toSet());
        var known = People.load(connection, jurisdictionIds, asked);
        unknown.forEach(wanted -> people.put(wanted, find(known, wanted)));
    }

    /// Where the chamber is unknown, somebody is meant only if every chamber would mean the same.
    private static Optional<String> find(People people, Wanted wanted) {
        var chambers = wanted.chamber().equals(UNKNOWN) ? ANY_CHAMBER : List.of(wanted.chamber());
        var ids = new HashSet<String>();
        for (var chamber : chambers) {
            people.find(
                            wanted.jurisdictionId(),
                            wanted.reference(),
                            Optional.of(chamber).filter(c -> !c.isEmpty()),
                            wanted.session())
                    .ifPresent(ids::add);
        }
        return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }

    /// Empty for a row without a name.
    private static Optional<Row> row(ResultSet rows) throws SQLException {
        var scheme = rows.getString("scheme");
        var text = rows.getString("wanted");
        var reference =
                scheme.isEmpty()
                        ? PersonReference.named(text)
                        : Optional.of(new PersonReference(scheme, text));
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        var jurisdictionId = rows.getString("jurisdiction_id");
        var startDate = rows.getString("start_date");
        var endDate = rows.getString("end_date");
        var session =
                Optional.ofNullable(rows.getString("session_id"))
                        .map(id ->
                                new Session(
                                        id, jurisdictionId, "", startDate, endDate, List.of(id)));
        var wanted =
                new Wanted(jurisdictionId, session, reference.get(), rows.getString("chamber"));
        var note = rows.getLong("note");
        return Optional.of(
                new Row(
                        rows.getString("place"),
                        rows.getObject("id", UUID.class),
                        wanted,
                        note,
                        note == 0 || rows.getBoolean("shared")));
    }
}
