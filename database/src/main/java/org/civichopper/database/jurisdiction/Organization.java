package org.civichopper.database.jurisdiction;

import java.util.stream.Stream;

/// A row that a jurisdiction begins with: its legislature, executive or a chamber.
///
/// @param parentId of a chamber its legislature, else null
record Organization(
        String id, String name, String classification, String jurisdictionId, String parentId) {

    static Stream<Organization> of(Jurisdiction jurisdiction) {
        var legislature = jurisdiction.legislatureId();
        return Stream.concat(
                Stream.of(
                        new Organization(
                                legislature,
                                jurisdiction.legislatureName(),
                                "legislature",
                                jurisdiction.id(),
                                null),
                        new Organization(
                                jurisdiction.executiveId(),
                                jurisdiction.executiveName(),
                                "executive",
                                jurisdiction.id(),
                                null)),
                jurisdiction.chambers().stream()
                        .filter(Chamber::standsAlone)
                        .map(chamber ->
                                new Organization(
                                        chamber.organizationId(),
                                        chamber.name(),
                                        chamber.classification(),
                                        jurisdiction.id(),
                                        legislature)));
    }
}
