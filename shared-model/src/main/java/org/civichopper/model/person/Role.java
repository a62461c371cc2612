package org.civichopper.model.person;

import org.civichopper.model.document.Fields;
import org.civichopper.model.text.WhiteSpace;

/// What somebody was or is elected to.
///
/// @param district '' unless it is a seat
public record Role(RoleType type, String jurisdictionId, String district, Period period) {

    static Role read(Fields fields) {
        fields.ignore("end_reason");
        var role =
                new Role(
                        RoleType.read(fields, "type"),
                        OcdId.jurisdiction(fields, "jurisdiction"),
                        fields.textOrEmpty("district", 300),
                        Period.read(fields));
        if (role.type.isSeat() && WhiteSpace.isBlank(role.district)) {
            throw fields.invalid("district", "the district of the seat", "nothing");
        }
        return role;
    }
}
