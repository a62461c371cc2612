package org.civichopper.importer.resolve;

import java.util.List;

/// A legislative session that stands. Dates compare as text; an empty one is open.
///
/// @param standing the ids of all rows under its identifier, its own first
public record Session(
        String id,
        String jurisdictionId,
        String identifier,
        String startDate,
        String endDate,
        List<String> standing) {

    boolean contains(String day) {
        return startDate.compareTo(day) <= 0 && (endDate.isEmpty() || endDate.compareTo(day) >= 0);
    }
}
