package org.civichopper.bulk.city311;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.source.Body;

/// A page read record by record: what can be loaded becomes lines for COPY's text format, what
/// cannot is rejected with its reason.
///
/// @param records all, loaded or not
/// @param lines without those that were rejected
record CarefulPage(
        long records, byte[] lines, List<Reject> rejects, String lastId, String lastUpdated) {

    /// @param place what the page is of, for example `rq3b-xjk8`
    /// @param columns that it was asked for, in their order
    static CarefulPage read(Body body, List<String> columns, String place) throws IOException {
        var lines = new ByteArrayOutputStream(1 << 16);
        var rejects = new ArrayList<Reject>();
        var records = 0L;
        var last = List.of("", "");
        // As bytes, so that a record whose characters are broken is one record and not the page.
        try (var csv =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowExtraCharsAfterClosingQuote(true)
                        .skipEmptyLines(true)
                        .ofCsvRecord(body.stream(), StandardCharsets.ISO_8859_1)) {
            var header = true;
            for (var record : csv) {
                if (header) {
                    header = false;
                    continue;
                }
                records++;
                var row = new Row(columns, place, record);
                row.reject().ifPresentOrElse(rejects::add, () -> lines.writeBytes(row.line()));
                if (isOfRow(record, columns)) {
                    last = List.of(record.getField(0), record.getField(1));
                }
            }
        } catch (CsvParseException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new CarefulPage(records, lines.toByteArray(), rejects, last.get(0), last.get(1));
    }

    // The rest of a row that an unquoted newline broke begins with no :id.
    private static boolean isOfRow(CsvRecord record, List<String> columns) {
        return record.getFieldCount() == columns.size()
                || record.getFieldCount() > 1
                        && Value.of(":updated_at", record.getField(1)) instanceof Value.Of;
    }

    private static final class Row {

        private final List<String> columns;
        private final String place;
        private final CsvRecord record;
        private final StringBuilder line = new StringBuilder();
        private Optional<Reject> reject = Optional.empty();

        Row(List<String> columns, String place, CsvRecord record) {
            this.columns = columns;
            this.place = place;
            this.record = record;
            if (record.getFieldCount() != columns.size()) {
                refuse("", columns.size() + " fields", record.getFieldCount() + " fields");
                return;
            }
            for (var number = 0; number < columns.size() && reject.isEmpty(); number++) {
                if (number > 0) {
                    line.append('\t');
                }
                append(columns.get(number), record.getField(number));
            }
            line.append('\n');
        }

        Optional<Reject> reject() {
            return reject;
        }

        byte[] line() {
            return line.toString().getBytes(StandardCharsets.UTF_8);
        }

        private void append(String column, String bytes) {
            String text;
            try {
                text = decoded(bytes);
            } catch (CharacterCodingException e) {
                refuse(column, "UTF-8", "other bytes: " + bytes);
                return;
            }
            if (text.indexOf('\0') >= 0) {
                refuse(column, "a text that Postgres can store", "U+0000 in it: " + text);
                return;
            }
            var value = Value.of(column, text);
            switch (value) {
                case Value.Null() -> line.append("\\N");
                case Value.Of(var written) -> escape(written);
                case Value.Wrong(var expected) ->
                        refuse(column, expected, text.isEmpty() ? "nothing" : text);
            }
        }

        private void escape(String text) {
            for (var number = 0; number < text.length(); number++) {
                var one = text.charAt(number);
                switch (one) {
                    case '\\' -> line.append("\\\\");
                    case '\t' -> line.append("\\t");
                    case '\n' -> line.append("\\n");
                    case '\r' -> line.append("\\r");
                    default -> line.append(one);
                }
            }
        }

        private void refuse(String column, String expected, String found) {
            reject =
                    Optional.of(
                            new Reject(
                                    column.isEmpty() ? place : place + ", column " + column,
                                    record.getField(0),
                                    column.isEmpty() ? expected : column + ": " + expected,
                                    found,
                                    raw()));
        }

        private String raw() {
            var text = new StringBuilder();
            for (var field : record.getFields()) {
                text.append(text.isEmpty() ? "" : ",");
                var shown =
                        new String(
                                field.getBytes(StandardCharsets.ISO_8859_1),
                                StandardCharsets.UTF_8);
                text.append(
                        shown.matches("[^,\"\\r\\n]*")
                                ? shown
                                : '"' + shown.replace("\"", "\"\"") + '"');
            }
            return text.toString();
        }

        private static String decoded(String bytes) throws CharacterCodingException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        }
    }
}
