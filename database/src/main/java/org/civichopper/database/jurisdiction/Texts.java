package org.civichopper.database.jurisdiction;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/// One column of many rows, as `unnest` takes it.
final class Texts {

    private Texts() {}

    static <T> Array of(Connection connection, Collection<T> rows, Function<T, String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray());
    }
}
