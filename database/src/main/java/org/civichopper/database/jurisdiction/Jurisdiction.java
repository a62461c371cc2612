package org.civichopper.database.jurisdiction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A state, a territory or a country that has a legislature we know.
///
/// @param abbreviation in capitals, for example `DE`
/// @param classification `state` or `country`
/// @param chambers lower before upper
public record Jurisdiction(
        String name,
        @JsonProperty("abbr") String abbreviation,
        @JsonProperty("jurisdiction_id") String id,
        @JsonProperty("division_id") String divisionId,
        String url,
        String classification,
        @JsonProperty("legislature_name") String legislatureName,
        @JsonProperty("legislature_organization_id") String legislatureId,
        @JsonProperty("executive_name") String executiveName,
        @JsonProperty("executive_organization_id") String executiveId,
        List<Chamber> chambers) {}
