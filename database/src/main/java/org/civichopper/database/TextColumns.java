package org.civichopper.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
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
            var texts = rows.stream().map(columns[i]).toArray();
            statement.setArray(first + i, statement.getConnection().createArrayOf("text", texts));
        }
    }

    /// Binds one column of texts.
    public static void bind(PreparedStatement statement, int parameter, Collection<String> texts)
            throws SQLException {
        statement.setArray(
                parameter, statement.getConnection().createArrayOf("text", texts.toArray()));
    }
}
