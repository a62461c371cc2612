package org.civichopper.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmlessTest {

    @Test
    void whatATerminalMightObeyIsSpelledOut() {
        assertThat(Harmless.line("a\u001b[2Jb\u009bc\u202ed\u2028e\r\nf\ud83df é ü 🦀"))
                .isEqualTo("a\\u001b[2Jb\\u009bc\\u202ed\\u2028e\\u000d\\u000af\\ud83df é ü 🦀");
    }
}
