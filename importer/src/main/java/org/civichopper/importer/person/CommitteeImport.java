package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.person.Committee;

/// What a state's committees should stand as, once it is known who stands.
final class CommitteeImport {

    private record Name(String jurisdictionId, String chamber, String parentId, String name) {

        static Name of(Committee committee) {
            return new Name(
                    committee.jurisdictionId(),
                    committee.chamber(),
                    committee.parentId(),
                    committee.name());
        }
    }

    private final Connection connection;
    private final Places places;
    private final Map<String, String> twins = new HashMap<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    CommitteeImport(Connection connection, Places places) {
        this.connection = connection;
        this.places = places;
    }

    List<Rejection> rejected() {
        return rejected;
    }

    List<String> warnings() {
        return warnings;
    }

    /// The committees that can stand, each with its parent: a chamber, a committee that stands
    /// already, or one of these.
    Map<Sourced<Committee>, String> parents(Collection<Sourced<Committee>> committees)
            throws SQLException {
        var parents = new LinkedHashMap<Sourced<Committee>, String>();
        var below = new ArrayList<Sourced<Committee>>();
        for (var file : withoutTwins(committees)) {
            var committee = file.content();
            if (committee.parentId().isEmpty()) {
                places.organization(committee.jurisdictionId(), committee.chamber())
                        .ifPresentOrElse(
                                chamber -> parents.put(file, chamber), () -> rejectChamber(file));
            } else {
                below.add(file);
            }
        }
        addBelow(below, parents);
        return parents;
    }

    /// Leaves out all but one of the committees of one chamber that are called the same: a document
    /// that names them would find neither. The one that stands already stays, else the last.
    private Collection<Sourced<Committee>> withoutTwins(Collection<Sourced<Committee>> committees)
            throws SQLException {
        var standing = standing(committees.stream().map(file -> file.content().id()).toList());
        var byName = new LinkedHashMap<Name, Sourced<Committee>>();
        for (var file : committees) {
            var twin = byName.get(Name.of(file.content()));
            if (twin == null) {
                byName.put(Name.of(file.content()), file);
            } else if (standing.contains(twin.content().id())) {
                leaveOut(file, twin);
            } else {
                leaveOut(twin, file);
                byName.put(Name.of(file.content()), file);
            }
        }
        return byName.values();
    }

    private void leaveOut(Sourced<Committee> file, Sourced<Committee> twin) {
        twins.put(file.content().id(), twin.content().id());
        warnings.add(
                "%s: name: expected one that no other committee of its chamber has, found that of"
                                .formatted(file.file())
                        + " %s; left out".formatted(twin.file()));
    }

    private void addBelow(List<Sourced<Committee>> below, Map<Sourced<Committee>, String> parents)
            throws SQLException {
        var known = standing(below.stream().map(this::parentId).toList());
        parents.keySet().forEach(file -> known.add(file.content().id()));
        var left = new ArrayList<>(below);
        // Level by level, until nothing that is left has a parent.
        while (left.removeIf(
                file -> {
                    if (!known.contains(parentId(file))) {
                        return false;
                    }
                    parents.put(file, parentId(file));
                    known.add(file.content().id());
                    return true;
                })) {}
        for (var file : left) {
            reject(file, "parent", "a committee that stands", file.content().parentId());
        }
    }

    private String parentId(Sourced<Committee> file) {
        var id = file.content().parentId();
        while (twins.containsKey(id)) {
            id = twins.get(id);
        }
        return id;
    }

    /// The person who stands under each id that a member names, or carries it; who does not is
    /// warned about.
    Map<String, String> people(
            Collection<Sourced<Committee>> committees, Map<String, String> carriers)
            throws SQLException {
        var named = new HashSet<String>();
        for (var file : committees) {
            file.content().members().forEach(member -> named.add(member.personId()));
        }
        var possible = new HashSet<>(named);
        possible.addAll(carriers.values());
        var standing = standingPeople(possible);
        var people = new HashMap<String, String>();
        for (var id : named) {
            var person = standing.contains(id) ? id : carriers.get(id);
            if (standing.contains(person)) {
                people.put(id, person);
            }
        }
        for (var file : committees) {
            var members = file.content().members();
            for (int i = 0; i < members.size(); i++) {
                var id = members.get(i).personId();
                if (!id.isEmpty() && !people.containsKey(id)) {
                    warnings.add(
                            "%s: members[%d].person_id: expected a person who stands, found %s"
                                    .formatted(file.file(), i, id));
                }
            }
        }
        return people;
    }

    private void rejectChamber(Sourced<Committee> file) {
        var committee = file.content();
        var expected = "a chamber of " + committee.jurisdictionId();
        reject(file, "chamber", expected, '"' + committee.chamber() + '"');
    }

    private void reject(Sourced<Committee> file, String place, String expected, String found) {
        rejected.add(
                Rejection.because(
                        FileKind.COMMITTEE,
                        file.file(),
                        new InvalidInputException(place, expected, found)));
    }

    private static final String COMMITTEES =
            """
            SELECT id FROM opencivicdata_organization WHERE id = ANY (?)
            """;

    private Set<String> standing(Collection<String> ids) throws SQLException {
        return standing(COMMITTEES, ids);
    }

    private static final String PEOPLE =
            """
            SELECT id FROM opencivicdata_person WHERE id = ANY (?)
            """;

    private Set<String> standingPeople(Collection<String> ids) throws SQLException {
        return standing(PEOPLE, ids);
    }

    private Set<String> standing(String sql, Collection<String> ids) throws SQLException {
        var standing = new HashSet<String>();
        try (var statement = connection.prepareStatement(sql)) {
            TextColumns.bind(statement, 1, ids.stream().collect(toSet()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    standing.add(rows.getString(1));
                }
            }
        }
        return standing;
    }
}
