package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.civichopper.database.TextColumns;
import org.civichopper.database.row.RowWriter;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.batch.Locks;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Party;

/// The way of a state's people from lock to commit: lock, look up, compare and write; then whoever
/// was merged, the committees, and the names that match somebody now.
final class PeopleImport {

    // Parties belong to no jurisdiction: whoever makes one must be alone.
    private static final String PARTIES = "parties";

    private final Connection connection;
    private final StatePeople state;
    private final Predicate<String> hasFile;
    private final OffsetDateTime now;
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();

    private PeopleImport(
            Connection connection,
            StatePeople state,
            Predicate<String> hasFile,
            OffsetDateTime now) {
        this.connection = connection;
        this.state = state;
        this.hasFile = hasFile;
        this.now = now;
    }

    /// Loads a state in the connection's transaction, which the caller commits.
    static Loaded run(
            Connection connection,
            StatePeople state,
            Predicate<String> hasFile,
            Titles titles,
            String today)
            throws SQLException {
        lock(connection, state.jurisdictionIds());
        return new PeopleImport(connection, state, hasFile, clock(connection)).all(titles, today);
    }

    private static void lock(Connection connection, Collection<String> jurisdictionIds)
            throws SQLException {
        var names = new HashMap<String, Locks.Mode>();
        names.put(PARTIES, Locks.Mode.EXCLUSIVE);
        jurisdictionIds.forEach(id -> names.put(Locks.ofJurisdiction(id), Locks.Mode.EXCLUSIVE));
        new Locks(connection).take(names);
    }

    private Loaded all(Titles titles, String today) throws SQLException {
        var made = makePlaces();
        var places = Places.load(connection, state.jurisdictionIds());
        var wanted = wanted(new PersonRows(places, titles, today));
        var people = RowChanges.of(connection, PersonTables.PERSON, wanted);
        write(people);
        var successors = successors(wanted.keySet());
        var merged = merge(successors);
        var committees = new CommitteeImport(connection, places);
        var parents = committees.parents(state.committees());
        var boards = boards(committees, parents, successors);
        write(boards, parents.keySet());
        rejected.addAll(committees.rejected());
        warnings.addAll(committees.warnings());
        var changed =
                made + merged > 0 || !people.changed().isEmpty() || !boards.changed().isEmpty();
        var linked = changed ? settle() : 0;
        warnAboutGone();
        return new Loaded(
                people.tally().plus(new Tally(0, 0, 0, merged)),
                boards.tally(),
                memberships(wanted.keySet(), people, parents.keySet(), boards),
                linked,
                List.copyOf(rejected),
                List.copyOf(warnings));
    }

    private int makePlaces() throws SQLException {
        var places = new NewPlaces(connection, now);
        var parties =
                state.people().stream()
                        .flatMap(person -> person.content().parties().stream())
                        .map(Party::name)
                        .collect(toSet());
        return places.towns(state.municipalities()) + places.parties(parties);
    }

    private Map<String, Wanted> wanted(PersonRows rows) {
        var wanted = new LinkedHashMap<String, Wanted>();
        for (var file : state.people()) {
            try {
                wanted.put(file.content().id(), rows.wanted(file.content()));
            } catch (InvalidInputException reason) {
                rejected.add(Rejection.because(FileKind.PERSON, file.file(), reason));
            }
        }
        return wanted;
    }

    // Where somebody was a member before counts as much as where they are now.
    private void write(RowChanges people) throws SQLException {
        touched.addAll(jurisdictionsOf(people.changed()));
        people.write(connection, now);
        touched.addAll(jurisdictionsOf(people.changed()));
    }

    private Map<String, String> successors(Set<String> stored) {
        var people =
                state.people().stream()
                        .map(Sourced::content)
                        .filter(person -> stored.contains(person.id()))
                        .toList();
        return MergedPeople.successors(people, hasFile);
    }

    /// @return how many rows went
    private int merge(Map<String, String> successors) throws SQLException {
        touched.addAll(jurisdictionsOf(successors.keySet()));
        var going = new MergedPeople(connection, now).merge(successors);
        new RowWriter(connection, now).write(going);
        return going.sizeOf(PersonTables.PERSON).deletes();
    }

    private RowChanges boards(
            CommitteeImport committees,
            Map<Sourced<Committee>, String> parents,
            Map<String, String> successors)
            throws SQLException {
        var people = committees.people(parents.keySet(), successors);
        var rows = new CommitteeRows(people::get);
        var wanted = new LinkedHashMap<String, Wanted>();
        parents.forEach((file, parent) ->
                wanted.put(file.content().id(), rows.wanted(file.content(), parent)));
        return RowChanges.of(
                connection, PersonTables.COMMITTEE, wanted, CommitteeRows::withoutRepeats);
    }

    private void write(RowChanges boards, Collection<Sourced<Committee>> committees)
            throws SQLException {
        boards.write(connection, now);
        committees.stream()
                .map(Sourced::content)
                .filter(committee -> boards.changed().contains(committee.id()))
                .forEach(committee -> touched.add(committee.jurisdictionId()));
    }

    private Tally memberships(
            Set<String> stored,
            RowChanges people,
            Collection<Sourced<Committee>> committees,
            RowChanges boards) {
        var held =
                state.people().stream()
                        .map(Sourced::content)
                        .filter(person -> stored.contains(person.id()))
                        .mapToInt(person -> person.parties().size() + person.roles().size())
                        .sum();
        var seats = committees.stream().mapToInt(c -> c.content().members().size()).sum();
        return RowChanges.tally(people.changes(), PersonTables.OFFICE_HELD, held)
                .plus(RowChanges.tally(boards.changes(), PersonTables.COMMITTEE_SEAT, seats));
    }

    /// What follows from a change: names that match somebody now, and a new date for readers.
    ///
    /// @return how many names were linked
    private int settle() throws SQLException {
        var linked = LateMatches.link(connection, now, state.jurisdictionIds());
        touched.addAll(state.home());
        touchJurisdictions();
        return linked;
    }

    private void warnAboutGone() throws SQLException {
        var gone = new Gone(connection);
        warnings.addAll(gone.people(state.home(), hasFile));
        warnings.addAll(gone.committees(state.home(), hasFile));
    }

    private static final String JURISDICTIONS_OF =
            """
            SELECT DISTINCT o.jurisdiction_id
              FROM opencivicdata_membership m
              JOIN opencivicdata_organization o ON o.id = m.organization_id
             WHERE m.person_id = ANY (?)
               AND o.jurisdiction_id IS NOT NULL
            """;

    private Set<String> jurisdictionsOf(Collection<String> personIds) throws SQLException {
        var ids = new TreeSet<String>();
        try (var statement = connection.prepareStatement(JURISDICTIONS_OF)) {
            TextColumns.bind(statement, 1, personIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static final String TOUCH =
            """
            UPDATE opencivicdata_jurisdiction j
               SET latest_people_update = ?
              FROM (SELECT id
                      FROM opencivicdata_jurisdiction
                     WHERE id = ANY (?)
                     ORDER BY id
                       FOR NO KEY UPDATE) AS changed
             WHERE j.id = changed.id
            """;

    private void touchJurisdictions() throws SQLException {
        try (var statement = connection.prepareStatement(TOUCH)) {
            statement.setObject(1, now);
            TextColumns.bind(statement, 2, touched);
            statement.executeUpdate();
        }
    }

    private static final String CLOCK =
            """
            SELECT clock_timestamp()
            """;

    private static OffsetDateTime clock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(CLOCK);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getObject(1, OffsetDateTime.class);
        }
    }
}
