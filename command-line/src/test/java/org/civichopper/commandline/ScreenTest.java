package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void aLineIsCutBetweenCharactersAndSaysSo() {
        var screen = new Screen(40);

        assertThat(screen.cut("x".repeat(40))).hasSize(40).doesNotContain("…");
        assertThat(screen.cut("🦀".repeat(41))).isEqualTo("🦀".repeat(39) + "…");
    }

    @Test
    void longTextIsWrappedAtItsWordsBelowWhereItBegan() {
        assertThat(new Screen(40).wrapped("r1  ", "one ".repeat(12).strip()))
                .containsExactly("r1  one one one one one one one one one", "    one one one");
    }

    @Test
    void aWordThatIsTooLongIsBroken() {
        assertThat(new Screen(40).wrapped("r1  ", "x".repeat(80)))
                .containsExactly(
                        "r1  " + "x".repeat(36), "    " + "x".repeat(36), "    " + "x".repeat(8));
    }
}
