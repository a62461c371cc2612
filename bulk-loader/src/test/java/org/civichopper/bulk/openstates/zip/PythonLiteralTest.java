package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.civichopper.bulk.read.RowRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | []",
                "['bill'] | [\"bill\"]",
                "['TAXES', 'O\\'Brien\\'s \"law\"'] | [\"TAXES\",\"O'Brien's \\\"law\\\"\"]",
                "[\"O'Brien\"] | [\"O'Brien\"]",
                "['a\\\\b\\n\\t\\r'] | [\"a\\\\b\\n\\t\\r\"]",
                "['\\xe9\\u2028\\U0001f600'] | [\"é\u2028😀\"]",
                "{'a': [1, -2.5, True, False, None], 'b': {}} | {\"a\":[1,-2.5,true,false,null],\"b\":{}}",
                "'[]' | \"[]\"",
                "[[['x']]] | [[[\"x\"]]]"
            })
    void readsWhatPythonPrints(String text, String json) throws Exception {
        assertThat(PythonLiteral.read(text).toString())
                .isEqualTo(new JsonMapper().readTree(json).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "['a'",
                "['a',]",
                "['a' 'b']",
                "['a'] + ['b']",
                "['a']; import os",
                "__import__('os').system('true')",
                "[__import__('os')]",
                "[x for x in 'ab']",
                "('bill',)",
                "{'bill'}",
                "{1: 'a'}",
                "{'a' 'b'}",
                "b'bytes'",
                "['bill\\q']",
                "['\\x4']",
                "['\\xzz']",
                "['\\ud800']",
                "['\\U00110000']",
                "['a\nb']",
                "['a]",
                "[bill]",
                "[01]",
                "[1e999999999]",
                "[0x10]",
                "[nan]",
                "[True, Falsehood]",
                "[] []",
                "[\u0000]"
            })
    void refusesWhatIsNoLiteral(String text) {
        assertThatThrownBy(() -> PythonLiteral.read(text)).isInstanceOf(RowRejectedException.class);
    }

    @Test
    void refusesWhatIsDeeperThanAnyList() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> PythonLiteral.read(deep))
                .isInstanceOf(RowRejectedException.class)
                .hasMessageContaining("levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'bill'", "{}", "[1]", "[['bill']]", "None"})
    void refusesWhatIsNoListOfTexts(String text) {
        assertThatThrownBy(() -> PythonLiteral.texts(text))
                .isInstanceOf(RowRejectedException.class)
                .hasMessageContaining("a list of texts");
    }
}
