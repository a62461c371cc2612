package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NaturalKeyTest {

    @Test
    void aKeyReadsAsWhatItIsMadeOf() {
        assertThat(NaturalKey.of("153", "HB 6")).hasToString("[\"153\",\"HB 6\"]");
        assertThat(NaturalKey.of("153", null)).hasToString("[\"153\",null]");
    }

    @Test
    void noTwoListsOfPartsMakeOneKey() {
        assertThat(NaturalKey.of("a,b")).isNotEqualTo(NaturalKey.of("a", "b"));
        assertThat(NaturalKey.of("a\",\"b")).isNotEqualTo(NaturalKey.of("a", "b"));
        assertThat(NaturalKey.of("a\\", "b")).isNotEqualTo(NaturalKey.of("a\\\",\"b"));
        assertThat(NaturalKey.of("null")).isNotEqualTo(NaturalKey.of((String) null));
        assertThat(NaturalKey.of("")).isNotEqualTo(NaturalKey.of());
    }

    @Test
    void aLongKeyIsAHashAndStillTellsItsPartsApart() {
        var hash = NaturalKey.of("x".repeat(10_000), "a").value();

        assertThat(hash).startsWith("sha256:").hasSize(71);
        assertThat(NaturalKey.of("x".repeat(10_000), "b").value()).isNotEqualTo(hash);
        assertThat(NaturalKey.of("x".repeat(10_000) + "a").value()).isNotEqualTo(hash);
    }

    @Test
    void aKeyOfSixHundredCharactersIsWrittenOut() {
        assertThat(NaturalKey.of("x".repeat(596)).value()).hasSize(600).startsWith("[");
        assertThat(NaturalKey.of("x".repeat(597)).value()).startsWith("sha256:");
    }

    @Test
    void nobodyCanWriteAHashThatIsTaken() {
        var taken = NaturalKey.of("x".repeat(10_000)).value();

        assertThat(NaturalKey.of(taken).value()).isNotEqualTo(taken);
    }
}
