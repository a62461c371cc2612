package org.civichopper.model.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedJurisdictionTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de",
                "DE",
                " de ",
                "us/state:de",
                "country:us/state:de",
                "ocd-division/country:us/state:de",
                "ocd-jurisdiction/country:us/state:de",
                DELAWARE
            })
    void everySpellingIsTheSame(String typed) {
        assertThat(TypedJurisdiction.id(typed)).isEqualTo(DELAWARE);
    }

    @ParameterizedTest
    @CsvSource({
        "usa, ocd-jurisdiction/country:us/government",
        "us, ocd-jurisdiction/country:us/government",
        "dc, ocd-jurisdiction/country:us/district:dc/government",
        "us/territory:pr, ocd-jurisdiction/country:us/territory:pr/government"
    })
    void whatIsNoStateHasAnAbbreviationToo(String typed, String id) {
        assertThat(TypedJurisdiction.id(typed)).isEqualTo(id);
    }

    @Test
    void aCityIsTakenByItsId() {
        var chicago = "ocd-jurisdiction/country:us/state:il/place:chicago/government";
        assertThat(TypedJurisdiction.id(chicago)).isEqualTo(chicago);
    }

    @ParameterizedTest
    @CsvSource({
        "Delawar, de",
        "us/state:dee, de",
        "ocd-jurisdiction/country:us/state:wyo/government, wy",
        "ocd-jurisdiction/country:us/state:zz/government, az",
        "zz, za",
        "nowhere, ne"
    })
    void whatIsNotKnownIsRefusedAndTheNearestIsNamed(String typed, String nearest) {
        assertThatThrownBy(() -> TypedJurisdiction.id(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found \"" + typed + "\"")
                .hasMessageContaining("the nearest is " + nearest + " (");
    }
}
