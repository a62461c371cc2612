package org.civichopper.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteSpaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "  ",
                "\t",
                "\n",
                "\r\n",
                "\u000b",
                "\f",
                "\u001c",
                "\u001d",
                "\u001e",
                "\u001f",
                "\u0085",
                "\u00a0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u2028",
                "\u2029",
                "\u202f",
                "\u205f",
                "\u3000",
                " \u00a0\t"
            })
    void everySpaceOfUnicodesCounts(String space) {
        assertThat(WhiteSpace.collapsed("a" + space + "b")).isEqualTo("a b");
        assertThat(WhiteSpace.trimmed(space + "a" + space + "b" + space))
                .isEqualTo("a" + space + "b");
        assertThat(WhiteSpace.trimmed(space)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\ufeff", "\u2060", "\u0000", "\u001b", "_"})
    void whatOnlyLooksLikeSpaceDoesNot(String other) {
        assertThat(WhiteSpace.collapsed("a" + other + "b")).isEqualTo("a" + other + "b");
        assertThat(WhiteSpace.trimmed(other + "a" + other)).isEqualTo(other + "a" + other);
    }

    @Test
    void collapsingTrimsNothing() {
        assertThat(WhiteSpace.collapsed("  Smith ")).isEqualTo(" Smith ");
    }

    @Test
    void aHostileTextCostsNoMoreThanItsLength() {
        var text = "a" + " ".repeat(1_000_000) + "b";

        var trimmed =
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> WhiteSpace.trimmed(text));

        assertThat(trimmed).isEqualTo(text);
    }
}
