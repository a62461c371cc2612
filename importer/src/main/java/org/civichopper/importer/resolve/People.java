package org.civichopper.importer.resolve;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.civichopper.database.TextColumns;

/// The people that a batch's references may mean, with the memberships that decide.
public final class People {

    static final People NOBODY = new People(Map.of());

    private static final Set<String> CHAMBERS = Set.of("upper", "lower", "legislature");

    /// A membership of somebody who is called so.
    private record Membership(
            String personId, boolean inOffice, String chamber, String startDate, String endDate) {

        boolean fits(Session session) {
            return (endDate.isEmpty()
                            || session.startDate().isEmpty()
                            || endDate.compareTo(session.startDate()) > 0)
                    && (startDate.isEmpty()
                            || session.endDate().isEmpty()
                            || startDate.compareTo(session.endDate()) < 0);
        }
    }

    private record Key(String jurisdictionId, PersonReference reference) {}

    private final Map<Key, List<Membership>> memberships;

    private People(Map<Key, List<Membership>> memberships) {
        this.memberships = memberships;
    }

    // The wanted texts are matched as the database folds case; which of the matches is meant, the
    // chamber and the session decide, document by document.
    private static final String READ =
            """
            WITH member AS MATERIALIZED (
                SELECT o.jurisdiction_id, o.classification, m.person_id, m.start_date, m.end_date
                  FROM opencivicdata_organization o
                  JOIN opencivicdata_membership m ON m.organization_id = o.id
                 WHERE o.jurisdiction_id = ANY (?)
                   AND m.person_id IS NOT NULL
            ), person AS MATERIALIZED (
                SELECT id, name, family_name, "current_role" IS NOT NULL AS in_office
                  FROM opencivicdata_person
                 WHERE id IN (SELECT person_id FROM member)
            ), known_as AS (
                SELECT id, '' AS scheme, upper(name) AS text FROM person
                 UNION
                SELECT id, '', upper(family_name) FROM person
                 UNION
                SELECT person_id, '', upper(name)
                  FROM opencivicdata_personname
                 WHERE person_id IN (SELECT id FROM person)
                 UNION
                SELECT person_id, scheme, identifier
                  FROM opencivicdata_personidentifier
                 WHERE person_id IN (SELECT id FROM person)
                   AND scheme = ANY (?)
            )
            SELECT member.jurisdiction_id, wanted.scheme, wanted.text, person.id, person.in_office,
                   member.classification, member.start_date, member.end_date
              FROM unnest(?, ?) AS wanted (scheme, text)
              JOIN known_as
                ON known_as.scheme = wanted.scheme
               AND known_as.text = CASE wanted.scheme WHEN '' THEN upper(wanted.text) ELSE wanted.text END
              JOIN person ON person.id = known_as.id
              JOIN member ON member.person_id = person.id
            """;

    /// Loads whoever these references may mean.
    public static People load(
            Connection connection, Collection<String> jurisdictionIds, Set<PersonReference> wanted)
            throws SQLException {
        var memberships = new HashMap<Key, List<Membership>>();
        if (wanted.isEmpty()) {
            return new People(memberships);
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            var schemes = wanted.stream().map(PersonReference::scheme).distinct().toList();
            TextColumns.bind(statement, 2, schemes);
            TextColumns.bind(statement, 3, wanted, PersonReference::scheme, PersonReference::text);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key =
                            new Key(
                                    rows.getString("jurisdiction_id"),
                                    new PersonReference(
                                            rows.getString("scheme"), rows.getString("text")));
                    memberships.computeIfAbsent(key, _ -> new ArrayList<>()).add(membership(rows));
                }
            }
        }
        return new People(memberships);
    }

    /// The references that somebody in some jurisdiction is called by.
    Set<PersonReference> known() {
        return memberships.keySet().stream().map(Key::reference).collect(toSet());
    }

    /// The one person that a reference means: a member, at the time of the session, of the wanted
    /// chamber or, when none is wanted, of any. Of several, the only one in office.
    public Optional<String> find(
            String jurisdictionId,
            PersonReference reference,
            Optional<String> chamber,
            Optional<Session> session) {
        return matches(jurisdictionId, reference, chamber, session).one();
    }

    Matches matches(
            String jurisdictionId,
            PersonReference reference,
            Optional<String> chamber,
            Optional<Session> session) {
        var fitting =
                memberships.getOrDefault(new Key(jurisdictionId, reference), List.of()).stream()
                        .filter(m ->
                                chamber.map(m.chamber()::equals)
                                        .orElse(CHAMBERS.contains(m.chamber())))
                        .filter(m -> session.isEmpty() || m.fits(session.get()))
                        .toList();
        var people = ids(fitting.stream());
        var inOffice =
                people.size() > 1
                        ? ids(fitting.stream().filter(Membership::inOffice))
                        : List.<String>of();
        return new Matches(inOffice.isEmpty() ? people : inOffice);
    }

    private static List<String> ids(Stream<Membership> memberships) {
        return memberships.map(Membership::personId).distinct().sorted().toList();
    }

    private static Membership membership(ResultSet rows) throws SQLException {
        return new Membership(
                rows.getString("id"),
                rows.getBoolean("in_office"),
                rows.getString("classification"),
                rows.getString("start_date"),
                rows.getString("end_date"));
    }
}
