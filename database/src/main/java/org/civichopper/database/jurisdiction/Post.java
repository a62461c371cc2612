package org.civichopper.database.jurisdiction;

import java.util.stream.Stream;

/// A row that a chamber begins with: one for each district.
record Post(String organizationId, String label, String role, String divisionId, int seats) {

    static Stream<Post> of(Jurisdiction jurisdiction) {
        return jurisdiction.chambers().stream().flatMap(Post::of);
    }

    private static Stream<Post> of(Chamber chamber) {
        return chamber.districts().stream()
                .map(district ->
                        new Post(
                                chamber.organizationId(),
                                district.name(),
                                chamber.title(district),
                                district.divisionId(),
                                district.seats()));
    }
}
