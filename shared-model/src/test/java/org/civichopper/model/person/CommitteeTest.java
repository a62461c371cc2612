package org.civichopper.model.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class CommitteeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LONG_WAY = "Ways" + " ".repeat(600) + "and Means";

    @Test
    void whiteSpaceCollapsesBeforeItIsCounted() throws Exception {
        var committee =
                """
                {"id": "ocd-organization/00000000-0000-4000-8000-000000000001", "name": "%s",
                 "jurisdiction": "ocd-jurisdiction/country:us/state:de/government",
                 "chamber": "upper", "members": [{"name": "%s"}]}
                """
                        .formatted(LONG_WAY, LONG_WAY);

        assertThat(Committee.read(JSON.readTree(committee)))
                .returns("Ways and Means", Committee::name)
                .returns("Ways and Means", read -> read.members().getFirst().name());
    }

    @Test
    void soItDoesInTheNameOfATown() throws Exception {
        var towns =
                """
                [{"id": "ocd-jurisdiction/country:us/state:de/place:x/government", "name": "%s"}]
                """
                        .formatted(LONG_WAY);

        assertThat(Municipality.readAll(JSON.readTree(towns)).getFirst().name())
                .isEqualTo("Ways and Means");
    }
}
