package org.civichopper.importer.person;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Municipality;
import org.civichopper.model.person.Person;

/// The people, committees and towns of one state.
///
/// @param folder what their folder is called: the state's abbreviation
public record StatePeople(
        String folder,
        List<Sourced<Person>> people,
        List<Sourced<Committee>> committees,
        List<Municipality> municipalities) {

    /// Every jurisdiction that the files name, and the one that they are of.
    Set<String> jurisdictionIds() {
        return Stream.concat(named(), home().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The jurisdictions that these files are all there is of: the one that most of them name, and
    /// the towns. A role elsewhere does not make the rest of that legislature missing. A folder
    /// whose last file is gone is known by its name.
    Set<String> home() {
        var home =
                municipalities.stream()
                        .map(Municipality::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        named().collect(groupingBy(id -> id, counting())).entrySet().stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .or(this::calledLikeFolder)
                .ifPresent(home::add);
        return home;
    }

    /// How many files there are.
    public int size() {
        return people.size() + committees.size();
    }

    private Optional<String> calledLikeFolder() {
        return Jurisdictions.read().stream()
                .filter(jurisdiction -> jurisdiction.abbreviation().equalsIgnoreCase(folder))
                .map(Jurisdiction::id)
                .findFirst();
    }

    private Stream<String> named() {
        return Stream.concat(
                people.stream()
                        .map(person -> person.content().roles())
                        .flatMap(Collection::stream)
                        .map(role -> role.jurisdictionId()),
                committees.stream().map(committee -> committee.content().jurisdictionId()));
    }
}
