package org.civichopper.database;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Binds a batch of rows to one statement: one array of texts per column, as `unnest(?, ?, …)`
/// takes them. What is no text is cast where it is used.
public final class TextColumns {

    private TextColumns() {}

    /// Binds one parameter per column, from `first` on.
    ///
    /// @param columns the text of a row's column; null for NULL
    @SafeVarargs
    public static <T> void bind(
            PreparedStatement statement,
            int first,
            Collection<T> rows,
            Function<T, String>... columns)
            throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            var texts = rows.stream().map(columns[i]).toArray(String[]::new);
            statement.setArray(first + i, statement.getConnection().createArrayOf("text", texts));
        }
    }

    /// An array of texts as one text that Postgres casts to `text[]`; null elements are NULL.
    public static String arrayLiteral(List<String> texts) {
        return texts.stream().map(TextColumns::element).collect(joining(",", "{", "}"));
    }

    private static String element(String text) {
        return text == null ? "NULL" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Binds one column of texts.
    public static void bind(PreparedStatement statement, int parameter, Collection<String> texts)
            throws SQLException {
        statement.setArray(
                parameter,
                statement.getConnection().createArrayOf("text", texts.toArray(String[]::new)));
    }
}
