package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;

/// A view that keeps its rows, and is told when those below it changed.
public record MaterializedView(Target target, String name) {

    private static final String IS_THERE =
            """
            SELECT EXISTS (SELECT FROM pg_matviews WHERE schemaname = ? AND matviewname = ?)
            """;

    public boolean isThere(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(IS_THERE)) {
            statement.setString(1, target.schema());
            statement.setString(2, name);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static final String MAY_READ_ON =
            """
            SELECT relispopulated
                   AND EXISTS (SELECT
                                 FROM pg_index
                                WHERE indrelid = c.oid AND indisunique AND indpred IS NULL AND indexprs IS NULL)
              FROM pg_class c
             WHERE oid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
            """;

    /// Readers of a view with a unique index read on meanwhile. Of an empty one there is nothing to
    /// read, and filling it at once is much cheaper than comparing.
    ///
    /// @param connection that commits each statement by itself
    public void refresh(Connection connection) throws SQLException {
        var readOn = false;
        try (var statement = connection.prepareStatement(MAY_READ_ON)) {
            statement.setString(1, target.schema());
            statement.setString(2, name);
            try (var row = statement.executeQuery()) {
                readOn = row.next() && row.getBoolean(1);
            }
        }
        var quoted = Identifier.quoted(target.schema(), name);
        try (var statement = connection.createStatement()) {
            readOn = readOn && !target.isEmpty(connection, name);
            statement.execute(
                    "REFRESH MATERIALIZED VIEW " + (readOn ? "CONCURRENTLY " : "") + quoted);
        }
    }
}
