package org.civichopper.benchmarks.postgres;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// The rows of the public tables that somebody else writes after this was made.
public final class NewRows {

    /// The rows of one table, as binary COPY writes them.
    public record Rows(String table, Path file, long count) {}

    private static final String TABLES =
            """
            SELECT relname FROM pg_stat_all_tables WHERE schemaname = 'public' ORDER BY relname
            """;

    private static final String REMEMBER =
            """
            CREATE TEMP TABLE known_%1$s AS SELECT id FROM public.%1$s
            """;

    private static final String NOW =
            """
            SELECT pg_snapshot_xmax(pg_current_snapshot())::text
            """;

    // A fresh server has not come round its transaction numbers yet.
    private static final String INSERTED =
            """
            COPY (SELECT * FROM public.%1$s
                   WHERE id NOT IN (SELECT id FROM known_%1$s)
                     AND xmin::text::bigint >= %2$s)
              TO STDOUT (FORMAT binary)
            """;

    private static final String UPDATED =
            """
            COPY (SELECT * FROM public.%1$s
                   WHERE id IN (SELECT id FROM known_%1$s)
                     AND xmin::text::bigint >= %2$s)
              TO STDOUT (FORMAT binary)
            """;

    private final Connection connection;
    private final List<String> tables;
    private final String since;

    private NewRows(Connection connection, List<String> tables, String since) {
        this.connection = connection;
        this.tables = tables;
        this.since = since;
    }

    /// From now on, for as long as this connection is open.
    public static NewRows watch(Connection connection) throws SQLException {
        var tables = column(connection, TABLES);
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute(REMEMBER.formatted(table));
            }
        }
        return new NewRows(connection, tables, column(connection, NOW).getFirst());
    }

    public List<Rows> inserted(Path folder) throws SQLException, IOException {
        return copied(INSERTED, folder, ".inserted");
    }

    /// Rows that stood before and are not what they were, deleted ones aside.
    public List<Rows> updated(Path folder) throws SQLException, IOException {
        return copied(UPDATED, folder, ".updated");
    }

    private List<Rows> copied(String query, Path folder, String suffix)
            throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        var all = new ArrayList<Rows>();
        for (var table : tables) {
            var file = folder.resolve(table + suffix);
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                var count = copy.copyOut(query.formatted(table, since), out);
                if (count > 0) {
                    all.add(new Rows(table, file, count));
                }
            }
        }
        return all;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
