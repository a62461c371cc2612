package org.civichopper.model.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"\u00a0\""})
    void withoutANameThereIsNeitherCommitteeNorTown(String name) {
        var committee =
                """
                {"id": "ocd-organization/00000000-0000-4000-8000-000000000001", "name": %s,
                 "jurisdiction": "ocd-jurisdiction/country:us/state:de/government"}
                """;
        var towns =
                """
                [{"id": "ocd-jurisdiction/country:us/state:de/place:x/government", "name": %s}]
                """;

        assertThatThrownBy(() -> Committee.read(JSON.readTree(committee.formatted(name))))
                .hasMessage("name: expected text, found " + name);
        assertThatThrownBy(() -> Municipality.readAll(JSON.readTree(towns.formatted(name))))
                .hasMessage("municipalities[0].name: expected text, found " + name);
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
