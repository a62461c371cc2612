package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final String TEXT = "Hopper: NEEDS A PERSON\n\none\ntwo\nthree\n";

    @Test
    void whereTheFirstLineGoesByTheVerdictIsTheLastOneToo() {
        assertThat(new Verdict(24, false).whole(TEXT)).isEqualTo(TEXT);
        assertThat(new Verdict(5, false).whole(TEXT)).endsWith("three\n\nHopper: NEEDS A PERSON\n");
    }

    @Test
    void whatIsWatchedIsCutBelowTheVerdict() {
        assertThat(new Verdict(24, false).cut(TEXT)).isEqualTo(TEXT);
        assertThat(new Verdict(5, false).cut(TEXT))
                .isEqualTo(
                        "Hopper: NEEDS A PERSON\n\none\n… and 2 more lines, on a taller terminal\n");
    }

    @Test
    void theVerdictHasColour() {
        assertThat(new Verdict(24, true).whole(TEXT))
                .startsWith("\u001b[1;31mHopper: NEEDS A PERSON\u001b[0m\n");
        assertThat(new Verdict(24, true).whole("Hopper: all is well\n"))
                .isEqualTo("\u001b[1;32mHopper: all is well\u001b[0m\n");
    }
}
