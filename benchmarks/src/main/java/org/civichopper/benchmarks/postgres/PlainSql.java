package org.civichopper.benchmarks.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes rows that are known already, with one plain statement for each table: nobody can write
/// the same change to less of the server's log.
public final class PlainSql {

    private static final String STAGE =
            """
            CREATE TEMP TABLE %2$s (LIKE public.%1$s)
            """;

    private static final String INTO_STAGE =
            """
            COPY %s FROM STDIN (FORMAT binary)
            """;

    private static final String INSERT =
            """
            INSERT INTO public.%1$s SELECT * FROM %2$s
            """;

    private static final String UPDATE =
            """
            UPDATE public.%1$s AS standing SET %3$s FROM %2$s AS known WHERE standing.id = known.id
            """;

    private static final String COLUMNS =
            """
            SELECT quote_ident(column_name)
              FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = ?
            """;

    private PlainSql() {}

    /// Returns the bytes of the server's log that it took, in one transaction. What lies ready in
    /// temporary tables does not count.
    public static long logged(
            Connection connection, List<NewRows.Rows> inserted, List<NewRows.Rows> updated)
            throws SQLException, IOException {
        var commands = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            for (var rows : inserted) {
                commands.add(INSERT.formatted(rows.table(), stage(connection, "added", rows)));
            }
            for (var rows : updated) {
                var staged = stage(connection, "altered", rows);
                commands.add(UPDATE.formatted(rows.table(), staged, assignments(connection, rows)));
            }
            statement.execute("CHECKPOINT");
            connection.setAutoCommit(false);
            var before = Wal.position(connection);
            for (var command : commands) {
                statement.execute(command);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return Wal.position(connection) - before;
        }
    }

    private static String stage(Connection connection, String prefix, NewRows.Rows rows)
            throws SQLException, IOException {
        var name = prefix + "_" + rows.table();
        try (var statement = connection.createStatement()) {
            statement.execute(STAGE.formatted(rows.table(), name));
        }
        BinaryCopy.into(connection, INTO_STAGE.formatted(name), rows);
        return name;
    }

    private static String assignments(Connection connection, NewRows.Rows rows)
            throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, rows.table());
            try (var answer = statement.executeQuery()) {
                while (answer.next()) {
                    columns.add(answer.getString(1));
                }
            }
        }
        return columns.stream()
                .map(column -> column + " = known." + column)
                .collect(Collectors.joining(", "));
    }
}
