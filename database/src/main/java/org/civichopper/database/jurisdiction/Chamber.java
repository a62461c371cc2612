package org.civichopper.database.jurisdiction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A house of a legislature; of a unicameral one, the legislature itself.
///
/// @param classification `lower`, `upper` or `unicameral`
/// @param organizationId of a unicameral chamber: the legislature's
/// @param title what its members are called
public record Chamber(
        @JsonProperty("chamber_type") String classification,
        String name,
        @JsonProperty("organization_id") String organizationId,
        String title,
        List<District> districts) {

    /// Whether it is a row of its own, below the legislature.
    boolean standsAlone() {
        return !classification.equals("unicameral");
    }

    /// What the member for this district is called.
    public String title(District district) {
        return district.titleOverride() == null ? title : district.titleOverride();
    }
}
