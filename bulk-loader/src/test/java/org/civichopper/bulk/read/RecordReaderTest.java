package org.civichopper.bulk.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    private enum Letter implements Column {
        A,
        B,
        C;

        @Override
        public String header() {
            return name();
        }
    }

    private static final Layout CSV = new Layout.Csv(List.of(Letter.values()), Letter.A);
    private static final Layout TABS =
            new Layout.Tabs(List.of(Letter.values()), Letter.A, 0, "A\t", 2, 3);

    // So that records end everywhere in it.
    private static final int SMALL = 16;

    private static RecordReader reader(String text, Layout layout) throws IOException {
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new RecordReader("m.csv", bytes, layout, Encoding.OF_EACH_RECORD, SMALL);
    }

    // Each record as its line and fields, or its line and what was wrong.
    private static List<String> all(String text, Layout layout) throws IOException {
        var found = new ArrayList<String>();
        try (var reader = reader(text, layout)) {
            while (reader.next()) {
                var row = reader.row();
                found.add(
                        reader.fault()
                                .map(fault -> row.line + ": " + fault.found())
                                .orElseGet(() ->
                                        "%d: %s|%s|%s"
                                                .formatted(
                                                        row.line,
                                                        row.text(Letter.A),
                                                        row.text(Letter.B),
                                                        row.text(Letter.C))));
            }
        }
        return found;
    }

    @Test
    void columnsAreFoundByNameWhateverTheirOrder() throws Exception {
        assertThat(all("\ufeffc,more, a ,B\r\n3,x,1,2\r\n\r\n6,,4,\"5, \"\"five\"\"\"", CSV))
                .containsExactly("2: 1|2|3", "4: 4|5, \"five\"|6");
    }

    @Test
    void lineEndsWithinQuotesAreData() throws Exception {
        assertThat(all("A,B,C\n1,\"two\nlines\",3\n4,5,\n,,\n", CSV))
                .containsExactly("2: 1|two\nlines|3", "4: 4|5|null", "5: null|null|null");
    }

    @Test
    void aStrayQuoteSwallowsNothing() throws Exception {
        assertThat(
                        all(
                                "A,B,C\n1,\"not closed,3\n4,\"5\",6\n7,\"closed\"x,9\n10,a\"b,12\n13,\"14",
                                CSV))
                .containsExactly(
                        "2: text behind the closing quote of a field",
                        "3: 4|5|6",
                        "4: text behind the closing quote of a field",
                        "5: 10|a\"b|12",
                        "6: a field whose quote is not closed");
        assertThat(all("A,B,C\n1,2,\"3\n4,5,6\n7,8,9\n", CSV))
                .containsExactly("2: a field whose quote is not closed", "3: 4|5|6", "4: 7|8|9");
    }

    @Test
    void whatIsNotAsWideAsTheHeaderIsNoRecord() throws Exception {
        assertThat(all("A,B,C\n1,2\n1,2,3,4\n", CSV)).containsExactly("2: 2 fields", "3: 4 fields");
    }

    @Test
    void tabFilesKnowNoQuotesAndNeedNoHeader() throws Exception {
        assertThat(all("\"1\t2\"\t3\r\n4\t5\n6\n", TABS))
                .containsExactly("1: \"1|2\"|3", "2: 4|5|null", "3: 1 field");
        assertThat(all("A\tB\tC\n1\t2\n", TABS)).containsExactly("2: 1|2|null");
        assertThatThrownBy(() -> all("A\tC\tB\n", TABS))
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("expected the column B at position 2, found C");
    }

    @Test
    void aRecordThatDoesNotEndIsNotHeldInMemory() {
        assertThatThrownBy(() -> all("A,B,C\n" + "x".repeat(CSV.longest() + 1), CSV))
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("m.csv:2: expected a record of at most");
    }

    @Test
    void itReadsWhatAnotherReaderReads() throws Exception {
        var random = new Random(11);
        var pieces = List.of("a", "Ä", ",", "\"\"", "\n", "\r\n", " ", "bc");
        for (var round = 0; round < 300; round++) {
            var text = new StringBuilder("A,B,C\n");
            for (var line = 0; line < 5; line++) {
                text.append(field(random, pieces))
                        .append(',')
                        .append(field(random, pieces))
                        .append(',')
                        .append(field(random, pieces))
                        .append(random.nextBoolean() ? "\r\n" : "\n");
            }
            var expected = new ArrayList<String>();
            try (var other = CsvReader.builder().ofCsvRecord(text.toString())) {
                other.stream()
                        .skip(1)
                        .forEach(record ->
                                expected.add(
                                        record.getStartingLineNumber()
                                                + ": "
                                                + String.join("|", stripped(record.getFields()))));
            }
            assertThat(all(text.toString(), CSV)).as(text.toString()).isEqualTo(expected);
        }
    }

    private static List<String> stripped(List<String> fields) {
        return fields.stream()
                .map(String::strip)
                .map(field -> field.isEmpty() ? "null" : field)
                .toList();
    }

    private static String field(Random random, List<String> pieces) {
        var some = Collections.nCopies(random.nextInt(4), 0);
        var text = new StringBuilder();
        some.forEach(_ -> text.append(pieces.get(random.nextInt(pieces.size()))));
        return '"' + text.toString() + '"';
    }
}
