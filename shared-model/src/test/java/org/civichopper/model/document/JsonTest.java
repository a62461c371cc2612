package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "-7, -7",
        "0, 0",
        "-0, 0",
        "12345678901234567890123, 12345678901234567890123",
        "2.5, 2.5",
        "2.50, 2.5",
        "2.0, 2.0",
        "1e2, 100.0",
        "1E-5, 0.00001",
        "0.1, 0.1",
        "0.0, 0.0",
        "-0.0, 0.0",
        "1e-400, 0.0",
        "1e15, 1000000000000000.0",
        "1e16, 10000000000000000",
        "1.5e22, 15000000000000000000000",
        "0.1000000000000000055511151231257827, 0.1",
    })
    void aNumberHasOneSpelling(String written, String spelling) {
        assertThat(Json.ofColumn(written)).hasToString("Json[text=" + spelling + "]");
    }

    @Property
    void aNumberIsSpelledTheSameOnceAColumnPrintedIt(@ForAll double number) {
        var stored = Json.ofColumn(Double.toString(number)).text();
        var printed = new BigDecimal(stored).toPlainString(); // as jsonb does

        assertThat(Json.ofColumn(printed).text()).isEqualTo(stored);
        assertThat(Double.parseDouble(stored)).isEqualTo(number == 0 ? 0.0 : number);
    }

    @Test
    void keysAreSortedAtEveryLevelAndWhiteSpaceGoes() {
        assertThat(Json.ofColumn("{\"b\": [ {\"d\": null, \"c\": true} ], \"a\" : false}").text())
                .isEqualTo("{\"a\":false,\"b\":[{\"c\":true,\"d\":null}]}");
    }

    @Test
    void anArrayKeepsItsOrder() {
        assertThat(Json.ofColumn("[2, 1]")).isNotEqualTo(Json.ofColumn("[1, 2]"));
    }

    @Test
    void textAndTheNumberThatItSpellsDiffer() {
        assertThat(Json.ofColumn("\"1\"")).isNotEqualTo(Json.ofColumn("1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\\u00e9\" | \"é\"",
                "\"\\/\" | \"/\"",
                "\"\\ud83e\\udd80\" | \"🦀\"",
                "\"\\u000a\" | \"\\n\"",
                "\"\\u001f\" | \"\\u001F\"",
                "\"\\\"\\\\\" | \"\\\"\\\\\"",
            })
    void textHasOneSpelling(String written, String spelling) {
        assertThat(Json.ofColumn(written).text()).isEqualTo(spelling);
    }

    @Test
    void anArrayWithinAnArrayKeepsItsOrder() throws Exception {
        assertThat(Json.of(ScrapedJson.node("{\"links\": [[2, 1], []]}")).text())
                .isEqualTo("{\"links\":[[2,1],[]]}");
    }

    @Test
    void aColumnThatHoldsNoJsonIsAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.ofColumn("{"))
                .withMessage("expected JSON in a column, found {");
    }
}
