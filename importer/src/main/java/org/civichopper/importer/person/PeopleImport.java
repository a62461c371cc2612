package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ServerTime;
import org.civichopper.database.lock.Locks;
import org.civichopper.database.row.RowWriter;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.organization.LateOrganizations;
import org.civichopper.importer.resolve.KnownIds;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Identifier;
import org.civichopper.model.person.Party;
import org.civichopper.model.person.Person;

/// The way of a state's people from lock to commit: lock, look up, compare and write; then whoever
/// was merged, the committees, and the names that match somebody now.
final class PeopleImport {

    // Parties belong to no jurisdiction: whoever makes one must be alone.
    private static final String PARTIES = "parties";

    private final Connection connection;
    private final StatePeople state;
    private final Folders folders;
    private final OffsetDateTime now;
    private final ConcernedJurisdictions concerned;
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private PeopleImport(
            Connection connection, StatePeople state, Folders folders, OffsetDateTime now) {
        this.connection = connection;
        this.state = state;
        this.folders = folders;
        this.now = now;
        this.concerned = new ConcernedJurisdictions(connection);
    }

    /// Loads a state in the connection's transaction, which the caller commits.
    static Loaded run(
            Connection connection, StatePeople state, Folders folders, Titles titles, String today)
            throws SQLException {
        var jurisdictionIds = new HashSet<>(state.jurisdictionIds());
        jurisdictionIds.addAll(ConcernedJurisdictions.of(connection, formerIds(state, folders)));
        lock(connection, jurisdictionIds);
        return new PeopleImport(connection, state, folders, ServerTime.now(connection))
                .all(jurisdictionIds, titles, today);
    }

    /// The ids of others that this state's people carry: they may have been of another state.
    private static Set<String> formerIds(StatePeople state, Folders folders) {
        return state.people().stream()
                .flatMap(person -> person.content().identifiers().stream())
                .filter(identifier -> identifier.scheme().equals(Identifier.FORMER_ID))
                .map(Identifier::identifier)
                .filter(id -> !folders.hasFile().test(id))
                .collect(toSet());
    }

    private static void lock(Connection connection, Collection<String> jurisdictionIds)
            throws SQLException {
        var names = new HashMap<String, Locks.Mode>();
        names.put(PARTIES, Locks.Mode.EXCLUSIVE);
        jurisdictionIds.forEach(id -> names.put(Locks.ofJurisdiction(id), Locks.Mode.EXCLUSIVE));
        new Locks(connection).take(names);
    }

    /// @param locked the jurisdictions that nobody else works in
    private Loaded all(Set<String> locked, Titles titles, String today) throws SQLException {
        var newPlaces = new NewPlaces(connection, now);
        var towns = newPlaces.towns(state.municipalities());
        concerned.add(towns);
        var places = Places.load(connection, state.jurisdictionIds());
        var rows = new PersonRows(places, titles, today);
        var accepted = accepted(rows);
        newPlaces.parties(parties(accepted));
        places.loadParties(connection);
        var people = RowChanges.of(connection, PersonTables.PERSON, wanted(accepted, rows));
        write(people);
        var merging = new MergedPeople(connection, now);
        var carriers = merging.carriers(folders.hasFile());
        var merged = merge(merging, carriers, locked);
        var committees = new CommitteeImport(connection, places);
        var parents = committees.parents(state.committees());
        var boards = boards(committees, parents, carriers);
        write(boards);
        rejected.addAll(committees.rejected());
        warnings.addAll(committees.warnings());
        var changed =
                merged > 0
                        || !towns.isEmpty()
                        || !people.changed().isEmpty()
                        || !boards.changed().isEmpty();
        var linked = changed ? settle() : 0;
        return new Loaded(
                people.tally().plus(new Tally(0, 0, 0, merged)),
                boards.tally(),
                memberships(accepted, people, parents.keySet(), boards),
                linked,
                List.copyOf(rejected),
                List.copyOf(warnings));
    }

    private List<Person> accepted(PersonRows rows) {
        var accepted = new ArrayList<Person>();
        for (var file : state.people()) {
            try {
                rows.requirePlaces(file.content());
                accepted.add(file.content());
            } catch (InvalidInputException reason) {
                rejected.add(Rejection.because(FileKind.PERSON, file.file(), reason));
            }
        }
        return accepted;
    }

    private static Set<String> parties(List<Person> people) {
        return people.stream()
                .flatMap(person -> person.parties().stream())
                .map(Party::name)
                .collect(toSet());
    }

    private static Map<String, Wanted> wanted(List<Person> people, PersonRows rows) {
        var wanted = new LinkedHashMap<String, Wanted>();
        people.forEach(person -> wanted.put(person.id(), rows.wanted(person)));
        return wanted;
    }

    // Where somebody was a member before counts as much as where they are now.
    private void write(RowChanges changes) throws SQLException {
        concerned.addOf(changes.changed());
        changes.write(connection, now);
        concerned.addOf(changes.changed());
    }

    /// @return how many rows went
    private int merge(MergedPeople merging, Map<String, String> carriers, Set<String> locked)
            throws SQLException {
        var ours = new HashSet<>(folders.homes());
        ours.retainAll(locked);
        var successors = merging.successors(carriers, ours);
        concerned.addOf(successors.keySet());
        var going = merging.merge(successors);
        new RowWriter(connection, now).write(going);
        return going.sizeOf(PersonTables.PERSON).deletes();
    }

    private RowChanges boards(
            CommitteeImport committees,
            Map<Sourced<Committee>, String> parents,
            Map<String, String> carriers)
            throws SQLException {
        var people = committees.people(parents.keySet(), carriers);
        var rows = new CommitteeRows(people::get);
        var wanted = new LinkedHashMap<String, Wanted>();
        parents.forEach((file, parent) ->
                wanted.put(file.content().id(), rows.wanted(file.content(), parent)));
        return RowChanges.of(
                connection, PersonTables.COMMITTEE, wanted, CommitteeRows::withoutRepeats);
    }

    private static Tally memberships(
            List<Person> accepted,
            RowChanges people,
            Collection<Sourced<Committee>> committees,
            RowChanges boards) {
        var held =
                accepted.stream()
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
        var ids = state.jurisdictionIds();
        var people = LateMatches.link(connection, now, ids);
        var organizations = Organizations.load(connection, ids, new KnownIds());
        var committees = LateOrganizations.link(connection, now, ids, organizations);
        concerned.touch(now);
        return people + committees.rows();
    }
}
