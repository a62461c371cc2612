package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.RowRejectedException;

/// A row of a table, as its file has it; an empty field is NULL.
///
/// @param values in the order of the file's columns
record SpooledRow(CsvMember member, long line, String[] values) {

    /// A record whose fields are text.
    static SpooledRow of(CsvMember member, Row row) {
        var values = new String[row.fields()];
        for (var field = 0; field < values.length; field++) {
            var text =
                    new String(
                            row.bytes(),
                            row.start(field),
                            row.end(field) - row.start(field),
                            StandardCharsets.UTF_8);
            values[field] = row.isDoubled(field) ? text.replace("\"\"", "\"") : text;
        }
        return new SpooledRow(member, row.line(), values);
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// A row with the names of its columns.
    ///
    /// @param columns of its file
    record Named(SpooledRow row, List<String> columns) {

        /// Null where it is empty, or the file has no such column.
        String text(String column) {
            var at = columns.indexOf(column);
            return at < 0 || row.values[at].isEmpty() ? null : row.values[at];
        }

        String orEmpty(String column) {
            var text = text(column);
            return text == null ? "" : text;
        }

        ArrayNode texts(String column) {
            var text = text(column);
            try {
                return text == null ? JSON.arrayNode() : PythonLiteral.texts(text);
            } catch (RowRejectedException e) {
                throw of(column, e);
            }
        }

        ObjectNode dict(String column) {
            var text = text(column);
            try {
                return text == null ? JSON.objectNode() : PythonLiteral.dict(text);
            } catch (RowRejectedException e) {
                throw of(column, e);
            }
        }

        boolean flag(String column) {
            return switch (orEmpty(column)) {
                case "True" -> true;
                case "False", "" -> false;
                default -> throw wrong(column, "True or False");
            };
        }

        int number(String column) {
            try {
                return Integer.parseInt(orEmpty(column));
            } catch (NumberFormatException e) {
                throw wrong(column, "a whole number");
            }
        }

        private RowRejectedException wrong(String column, String expected) {
            return new RowRejectedException(column + ": " + expected, '"' + orEmpty(column) + '"');
        }

        private static RowRejectedException of(String column, RowRejectedException e) {
            return new RowRejectedException(column + ": " + e.expected(), e.found());
        }
    }

    /// As it is shown where it is set aside.
    String raw() {
        return String.join(",", values);
    }
}
