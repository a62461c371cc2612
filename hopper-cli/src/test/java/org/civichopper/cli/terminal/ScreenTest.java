package org.civichopper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void whatATerminalMightObeyIsSpelledOut() {
        assertThat(Screen.harmless("a\u001b[2Jb\u009bc\u202ed\u2028e\r\nf\ud83df é ü 🦀"))
                .isEqualTo("a\\u001b[2Jb\\u009bc\\u202ed\\u2028e\\u000d\\u000af\\ud83df é ü 🦀");
    }

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
