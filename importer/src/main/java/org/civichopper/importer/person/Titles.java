package org.civichopper.importer.person;

import java.util.HashMap;
import java.util.Map;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.model.person.Role;
import org.civichopper.model.person.RoleType;

/// What the members of a chamber are called, and those who hold another office.
final class Titles {

    private static final String DISTRICT_OF_COLUMBIA =
            "ocd-jurisdiction/country:us/district:dc/government";

    private record Chamber(String jurisdictionId, String classification) {}

    private final Map<Chamber, String> ofMembers = new HashMap<>();

    Titles() {
        for (var jurisdiction : Jurisdictions.read()) {
            for (var chamber : jurisdiction.chambers()) {
                var classification =
                        chamber.classification().equals("unicameral")
                                ? "legislature"
                                : chamber.classification();
                ofMembers.put(new Chamber(jurisdiction.id(), classification), chamber.title());
            }
        }
    }

    /// '' for the member of a chamber that nobody has told us about.
    String ofMember(Role seat) {
        var chamber = new Chamber(seat.jurisdictionId(), seat.type().organization());
        return ofMembers.getOrDefault(chamber, "");
    }

    /// The role of a membership: `Secretary Of State`, `Lt_Governor`; '' for a seat.
    static String ofOffice(Role role) {
        if (role.type().isSeat()) {
            return "";
        }
        return role.type() == RoleType.GOVERNOR
                        && role.jurisdictionId().equals(DISTRICT_OF_COLUMBIA)
                ? "Mayor"
                : capitalised(role.type().word());
    }

    // A word begins after whatever is not a letter, the underscore of lt_governor included.
    private static String capitalised(String words) {
        var capitalised = new StringBuilder();
        var inside = false;
        for (var letter : words.toCharArray()) {
            capitalised.append(inside ? letter : Character.toUpperCase(letter));
            inside = Character.isLetter(letter);
        }
        return capitalised.toString();
    }
}
