package org.civichopper.importer.resolve;

/// A legislative session that stands. Dates compare as text; an empty one is open.
public record Session(
        String id, String jurisdictionId, String identifier, String startDate, String endDate) {

    boolean contains(String day) {
        return startDate.compareTo(day) <= 0 && (endDate.isEmpty() || endDate.compareTo(day) >= 0);
    }
}
