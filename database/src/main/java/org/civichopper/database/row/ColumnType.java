package org.civichopper.database.row;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.Json;

/// What a column holds, as a Java value that equals another when the column's values are the same.
public enum ColumnType {
    /// String; `varchar` and `text` alike.
    TEXT("text"),
    /// String in canonical spelling.
    UUID("uuid"),
    /// Integer.
    INTEGER("integer"),
    /// Boolean.
    BOOLEAN("boolean"),
    /// List of String, in order.
    TEXTS("text[]"),
    /// String as Postgres writes a timestamptz.
    TIME("timestamptz"),
    /// [Json]: equal whatever the order of keys.
    JSON("jsonb");

    private final String sqlType;

    ColumnType(String sqlType) {
        this.sqlType = sqlType;
    }

    String sqlType() {
        return sqlType;
    }

    /// Reads a column that the statement cast to text, or to `text[]` for [#TEXTS]; null for NULL.
    Object read(ResultSet rows, int column) throws SQLException {
        if (this == TEXTS) {
            return texts(rows.getArray(column));
        }
        var text = rows.getString(column);
        return text == null ? null : value(text);
    }

    private Object value(String text) {
        return switch (this) {
            case TEXT, UUID, TIME -> text;
            case INTEGER -> Integer.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case TEXTS -> throw new IllegalStateException("an array is not read as text");
            case JSON -> Json.ofColumn(text);
        };
    }

    /// A value as text that Postgres casts to the column's type: an array of such texts carries a
    /// whole column of a batch, whatever its type.
    String literal(Object value) {
        return switch (value) {
            case null -> null;
            case Json(var text) -> text;
            case List<?> texts ->
                    TextColumns.arrayLiteral(texts.stream().map(TEXT::literal).toList());
            default -> value.toString();
        };
    }

    // Others write these tables, too, and an array may hold NULL.
    private static List<String> texts(Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
    }
}
