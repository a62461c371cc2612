package org.civichopper.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    private final YamlReader reader = new YamlReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles:                  | {\"roles\":null}",
                "roles: ~                | {\"roles\":null}",
                "roles: null             | {\"roles\":null}",
                "roles: \"\"             | {\"roles\":\"\"}",
                "roles: ''               | {\"roles\":\"\"}",
                "roles: !!str            | {\"roles\":\"\"}",
                "{roles: , name: x}      | {\"roles\":null,\"name\":\"x\"}",
                "extras: {a: , b: ''}    | {\"extras\":{\"a\":null,\"b\":\"\"}}",
                "[ '', \"  \", ~ ]       | [\"\",\"\",null]",
                "district: 5             | {\"district\":\"5\"}",
            })
    void onlyWhatIsQuotedIsAnEmptyText(String yaml, String tree) {
        assertThat(reader.read(yaml.getBytes(UTF_8))).hasToString(tree);
    }

    @Test
    void aPersonMayLeaveAnythingEmptyThatMayBeAbsent() {
        var yaml =
                """
                id: ocd-person/00000000-0000-4000-8000-000000000001
                name: Ada Archer
                """;
        var empty =
                "email:\nids:\nextras:\nparty:\nroles:\nlinks:\nsources:\noffices:\nother_names:\n";

        assertThat(person(yaml + empty)).isEqualTo(person(yaml));
    }

    @Test
    void aCommitteeMayHaveNoMembersBehindTheColon() {
        var yaml =
                """
                id: ocd-organization/00000000-0000-4000-8000-000000000001
                jurisdiction: ocd-jurisdiction/country:us/state:de/government
                name: Rules
                chamber: upper
                members:
                """;

        assertThat(Committee.read(reader.read(yaml.getBytes(UTF_8))).members()).isEmpty();
    }

    private Person person(String yaml) {
        return Person.read(reader.read(yaml.getBytes(UTF_8)));
    }
}
