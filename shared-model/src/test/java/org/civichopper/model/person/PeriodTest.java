package org.civichopper.model.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final String TODAY = "2026-11-20";

    @Test
    void anOpenPeriodIncludesEveryDay() {
        assertThat(new Period("", "").includes(TODAY)).isTrue();
    }

    @Test
    void theFirstDayIsPartOfItAndTheLastIsNot() {
        assertThat(new Period(TODAY, "").includes(TODAY)).isTrue();
        assertThat(new Period("2026-11-21", "").includes(TODAY)).isFalse();
        assertThat(new Period("", TODAY).includes(TODAY)).isFalse();
        assertThat(new Period("", "2026-11-21").includes(TODAY)).isTrue();
    }

    @Test
    void aYearIsTheBeginningOfIt() {
        assertThat(new Period("2026", "2027").includes(TODAY)).isTrue();
        assertThat(new Period("", "2026").includes(TODAY)).isFalse();
    }
}
