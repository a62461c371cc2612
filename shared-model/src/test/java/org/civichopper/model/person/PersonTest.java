package org.civichopper.model.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PERSON =
            """
            {"id": "ocd-person/00000000-0000-4000-8000-000000000001", "name": "Ada Archer"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name': '%s' | name | 300",
                "'given_name': '%s' | given_name | 100",
                "'family_name': '%s' | family_name | 100",
                "'gender': '%s' | gender | 100",
                "'email': '%s' | email | 300",
                "'party': [{'name': '%s'}] | party[0].name | 100",
                "'other_names': [{'name': '%s'}] | other_names[0].name | 500",
                "'links': [{'url': '', 'note': '%s'}] | links[0].note | 300",
                "'offices': [{'address': '%s'}] | offices[0].address | 300",
                "'offices': [{'name': '%s'}] | offices[0].name | 200",
                "'other_identifiers': [{'scheme': '%s', 'identifier': ''}]"
                        + " | other_identifiers[0].scheme | 300",
                "'other_identifiers': [{'scheme': '', 'identifier': '%s'}]"
                        + " | other_identifiers[0].identifier | 300",
            })
    void whiteSpaceCollapsesBeforeItIsCounted(String field, String place, int longest)
            throws Exception {
        var half = "x".repeat(longest / 2);
        var fits = " ".repeat(600) + half + " \\u00a0\\n".repeat(600) + half.substring(1) + "\\t";
        var over = half + " " + half + " x";

        assertThat(read(field.formatted(fits)).name()).isNotEmpty();
        assertThatThrownBy(() -> read(field.formatted(over)))
                .hasMessage(
                        "%s: expected text of at most %d characters, found %d characters",
                        place, longest, longest + 3);
    }

    @Test
    void lengthsCountCodePoints() throws Exception {
        assertThat(read("'name': '" + "🦀".repeat(300) + "'").name()).hasSize(600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'name': %s | name | text",
                "'party': [{'name': %s}] | party[0].name | text",
            })
    void aNameOfBlanksNamesNobody(String field, String place, String expected) {
        for (var nothing : new String[] {"null", "''", "' \u00a0'"}) {
            assertThatThrownBy(() -> read(field.formatted(nothing)))
                    .hasMessage(
                            "%s: expected %s, found %s",
                            place, expected, nothing.replace('\'', '"'));
        }
    }

    private static Person read(String field) throws Exception {
        var person = (ObjectNode) JSON.readTree(PERSON);
        person.setAll((ObjectNode) JSON.readTree("{" + field.replace('\'', '"') + "}"));
        return Person.read(person);
    }
}
