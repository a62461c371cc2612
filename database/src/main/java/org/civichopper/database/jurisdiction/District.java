package org.civichopper.database.jurisdiction;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A seat, or several, of a chamber.
///
/// @param titleOverride what its members are called where that differs from their chamber's, or
///   null
public record District(
        String name,
        @JsonProperty("division_id") String divisionId,
        @JsonProperty("num_seats") int seats,
        @JsonProperty("title_override") String titleOverride) {}
