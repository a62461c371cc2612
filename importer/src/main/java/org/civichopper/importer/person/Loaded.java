package org.civichopper.importer.person;

import java.util.List;
import java.util.stream.Stream;

/// What a load did.
///
/// @param linked how many sponsors, voters and participants found their person at last
/// @param rejected files that stand in no row
/// @param warnings what somebody should look at, although everything else is stored
public record Loaded(
        Tally people,
        Tally committees,
        Tally memberships,
        int linked,
        List<Rejection> rejected,
        List<String> warnings) {

    /// What a load begins with: the files that could not be read.
    public static Loaded rejecting(List<Rejection> unreadable) {
        return new Loaded(
                Tally.NONE, Tally.NONE, Tally.NONE, 0, List.copyOf(unreadable), List.of());
    }

    static Loaded warning(List<String> warnings) {
        return new Loaded(Tally.NONE, Tally.NONE, Tally.NONE, 0, List.of(), List.copyOf(warnings));
    }

    public Loaded plus(Loaded other) {
        return new Loaded(
                people.plus(other.people),
                committees.plus(other.committees),
                memberships.plus(other.memberships),
                linked + other.linked,
                joined(rejected, other.rejected),
                joined(warnings, other.warnings));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
