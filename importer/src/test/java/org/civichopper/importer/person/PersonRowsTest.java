package org.civichopper.importer.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.civichopper.model.person.Party;
import org.civichopper.model.person.Period;
import org.civichopper.model.person.Role;
import org.civichopper.model.person.RoleType;
import org.junit.jupiter.api.Test;

class PersonRowsTest {

    private static final Period OPEN = new Period("", "");
    private static final Period OVER = new Period("", "2026-11-20");
    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    // Who holds no seat needs no posts.
    private final PersonRows rows = new PersonRows(null, new Titles(), "2026-11-20");

    @Test
    void aMajorPartyCountsBeforeOthers() {
        assertThat(primaryParty("Green", "Democratic", "Whig")).isEqualTo("Democratic");
        assertThat(primaryParty("Independent", "Green")).isEqualTo("Independent");
    }

    @Test
    void withoutAMajorPartyTheLastCounts() {
        assertThat(primaryParty("Green", "Whig")).isEqualTo("Whig");
        assertThat(primaryParty()).isEmpty();
    }

    @Test
    void aPartyThatSomebodyLeftDoesNotCount() {
        assertThat(rows.primaryParty(List.of(new Party("Green", OVER)))).isEmpty();
    }

    @Test
    void theLastActiveRoleIsCurrent() {
        var roles =
                List.of(
                        new Role(RoleType.GOVERNOR, DELAWARE, "", OPEN),
                        new Role(RoleType.ATTORNEY_GENERAL, DELAWARE, "", OPEN),
                        new Role(RoleType.MAYOR, DELAWARE, "", OVER));

        assertThat(rows.currentRole(roles).text())
                .isEqualTo(
                        "{\"district\":null,\"division_id\":null,"
                                + "\"org_classification\":\"executive\",\"title\":\"Attorney General\"}");
    }

    @Test
    void withoutAnActiveRoleNoneIsCurrent() {
        assertThat(rows.currentRole(List.of(new Role(RoleType.MAYOR, DELAWARE, "", OVER))))
                .isNull();
    }

    private String primaryParty(String... names) {
        return rows.primaryParty(
                List.of(names).stream().map(name -> new Party(name, OPEN)).toList());
    }
}
