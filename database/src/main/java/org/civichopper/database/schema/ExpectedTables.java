package org.civichopper.database.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The Open States tables as the importer needs them, whoever created them. Their columns stand in
/// `columns.csv`, the same file that the scripts are tested against.
public final class ExpectedTables {

    private static final String NONE = "none";
    private static final String OBSTACLE = " NOT NULL without one";

    /// Table, then column, then its type and whether it takes NULL.
    private final SequencedMap<String, SequencedMap<String, String>> tables = new LinkedHashMap<>();

    private ExpectedTables() {}

    public static ExpectedTables read() {
        var expected = new ExpectedTables();
        try (var file = ExpectedTables.class.getResourceAsStream("columns.csv");
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 5)) // table, column, type, nullable, default
                    .forEach(field -> expected.add(field[0], field[1], field[2], field[3]));
        } catch (IOException e) {
            throw new UncheckedIOException("columns.csv", e);
        }
        return expected;
    }

    private static final String TABLES_THERE =
            """
            SELECT count(*)
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p')
               AND relname LIKE 'opencivicdata\\_%'
            """;

    /// Whether somebody has created Open States tables here, complete or not.
    public static boolean anyIn(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(TABLES_THERE);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1) > 0;
        }
    }

    private static final String COLUMNS_THERE =
            """
            SELECT relname, attname,
                   replace(replace(format_type(atttypid, atttypmod),
                                   'character varying', 'varchar'),
                           'timestamp with time zone', 'timestamptz'),
                   NOT attnotnull
              FROM pg_class
              JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
             WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p')
               AND relname = ANY (?)
            """;

    /// Whether a column of one of these tables is none that we know.
    public boolean isForeign(String table, String column) {
        return tables.containsKey(table) && !tables.get(table).containsKey(column);
    }

    private static final String REQUIRED =
            """
            SELECT relname, attname, format_type(atttypid, atttypmod)
              FROM pg_class
              JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
              JOIN pg_type ON pg_type.oid = atttypid
             WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p')
               AND relname = ANY (?)
               AND (attnotnull OR typnotnull)
               AND NOT atthasdef
               AND attidentity = ''
               AND typdefault IS NULL
             ORDER BY relname, attnum
            """;

    /// The columns that we do not know and that refuse every row of ours: they take no NULL and
    /// have no default.
    public List<Difference> obstacles(Connection connection) throws SQLException {
        var obstacles = new ArrayList<Difference>();
        try (var statement = connection.prepareStatement(REQUIRED)) {
            statement.setArray(1, connection.createArrayOf("text", tables.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (isForeign(rows.getString(1), rows.getString(2))) {
                        obstacles.add(
                                new Difference(
                                        rows.getString(1) + "." + rows.getString(2),
                                        "a default or NULL allowed, because Hopper does not know the column",
                                        rows.getString(3) + OBSTACLE));
                    }
                }
            }
        }
        return obstacles;
    }

    /// Every table and column that is missing, of another type or other about NULL, and every
    /// obstacle. Else tables and columns that we do not know are nobody's fault.
    public List<Difference> differences(Connection connection) throws SQLException {
        var there = new ExpectedTables();
        try (var statement = connection.prepareStatement(COLUMNS_THERE)) {
            statement.setArray(1, connection.createArrayOf("text", tables.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    there.add(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getBoolean(4) ? "t" : "f");
                }
            }
        }
        var differences = differences(there.tables);
        differences.addAll(obstacles(connection));
        return differences;
    }

    /// What no batch gets past: tables and columns that are missing, and obstacles. Another type
    /// may do.
    public List<Difference> hindrances(Connection connection) throws SQLException {
        return differences(connection).stream()
                .filter(each -> each.found().equals(NONE) || each.found().endsWith(OBSTACLE))
                .toList();
    }

    private List<Difference> differences(Map<String, SequencedMap<String, String>> there) {
        var differences = new ArrayList<Difference>();
        tables.forEach((table, columns) -> {
            var found = there.get(table);
            if (found == null) {
                differences.add(new Difference(table, "a table", NONE));
                return;
            }
            columns.forEach((column, type) -> {
                var other = found.getOrDefault(column, NONE);
                if (!type.equals(other)) {
                    differences.add(new Difference(table + "." + column, type, other));
                }
            });
        });
        return differences;
    }

    private void add(String table, String column, String type, String nullable) {
        tables.computeIfAbsent(table, _ -> new LinkedHashMap<>())
                .put(column, nullable.equals("t") ? type : type + " NOT NULL");
    }
}
