package org.civichopper.database.jurisdiction;

import java.util.stream.Stream;

/// A place with an Open Civic Data id, for example `ocd-division/country:us/state:de/sldl:1`.
///
/// @param name people's word for it
public record Division(String id, String name) {

    /// In the order in which the rows are to stand; the first name given to a division stays.
    static Stream<Division> of(Jurisdiction jurisdiction) {
        var whole = new Division(jurisdiction.divisionId(), jurisdiction.name());
        return Stream.concat(
                Stream.of(whole),
                jurisdiction.chambers().stream().flatMap(chamber -> of(jurisdiction, chamber)));
    }

    private static Stream<Division> of(Jurisdiction jurisdiction, Chamber chamber) {
        var before = jurisdiction.name() + " " + chamber.name() + " ";
        return chamber.districts().stream()
                .map(district -> new Division(district.divisionId(), before + district.name()));
    }
}
