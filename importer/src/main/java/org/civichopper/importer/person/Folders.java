package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/// The folders that are loaded together. Who stands, belongs to one of them and has no file in any
/// is gone; of others nobody can say.
///
/// @param homes the jurisdictions that these folders are all there is of
/// @param hasFile whether an id has a file, be it a rejected one
public record Folders(Set<String> homes, Predicate<String> hasFile) {

    public static Folders of(Collection<StatePeople> states, Predicate<String> hasFile) {
        var homes = states.stream().flatMap(state -> state.home().stream()).collect(toSet());
        return new Folders(homes, hasFile);
    }
}
