package org.civichopper.importer.resolve;

import java.util.List;
import org.civichopper.model.text.WhiteSpace;

/// A legislative session that stands. Dates compare as text; an empty end is open, and one without
/// a start contains no day.
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
        return !WhiteSpace.isBlank(startDate)
                && startDate.compareTo(day) <= 0
                && (endDate.isEmpty() || endDate.compareTo(day) >= 0);
    }
}
