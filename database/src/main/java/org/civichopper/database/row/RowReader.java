package org.civichopper.database.row;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads objects with everything below them: one statement, however many objects and tables.
///
/// All tables come in the same columns, as far as each fills them: first those that are text or can
/// be cast to it, then arrays of text.
public final class RowReader {

    private static final Comparator<Standing> IN_ORDER =
            Comparator.comparing(Standing::order).thenComparing(Standing::id);

    private static final int FIRST_VALUE = 5; // after table, parent, id and position

    // %1$s the objects' table, %2$s the type of its ids, %3$s the rows of all tables
    private static final String READ =
            """
            WITH standing AS (
                SELECT id FROM %1$s WHERE id = ANY (CAST(? AS %2$s[]))
            )
            %3$s
            """;

    // %1$s number of the table, %2$s what is asked for, %3$s position, %4$s values, %5$s table,
    // %6$s the keys, %7$s which rows are ours
    private static final String ROWS =
            """
            SELECT %1$s, CAST(%2$s AS text), CAST(id AS text), %3$s,
                   %4$s
              FROM %5$s
             WHERE %2$s = ANY (ARRAY(%6$s))
               AND %7$s
            """;

    private final Connection connection;

    public RowReader(Connection connection) {
        this.connection = connection;
    }

    /// The objects that stand under these ids; ids that do not stand are missing from the map.
    public Map<String, Standing> read(Table table, Collection<String> ids) throws SQLException {
        var objects = new LinkedHashMap<String, Standing>();
        if (ids.isEmpty()) {
            return objects;
        }
        var tables = table.withAllBelow();
        var rows = rows(table, tables, ids);
        var below = new HashMap<Table, Map<String, List<Standing>>>();
        // From the leaves up, because a row holds those below it.
        for (var each : tables.reversed()) {
            var whole = new HashMap<String, List<Standing>>();
            rows.get(each)
                    .forEach((parent, flat) ->
                            whole.put(
                                    parent,
                                    flat.stream()
                                            .sorted(IN_ORDER)
                                            .map(row -> with(row, each, below))
                                            .toList()));
            below.put(each, whole);
        }
        below.get(table).forEach((id, row) -> objects.put(id, row.getFirst()));
        return objects;
    }

    private static Standing with(
            Standing row, Table table, Map<Table, Map<String, List<Standing>>> below) {
        var children =
                table.children().stream()
                        .map(child -> below.get(child).getOrDefault(row.id(), List.of()))
                        .toList();
        return new Standing(row.id(), row.values(), row.order(), children);
    }

    /// The rows of each table by what they stand below, without those below them.
    private Map<Table, Map<String, List<Standing>>> rows(
            Table top, List<Table> tables, Collection<String> ids) throws SQLException {
        var columns = SharedColumns.of(tables);
        var found = new HashMap<Table, Map<String, List<Standing>>>();
        tables.forEach(table -> found.put(table, new HashMap<>()));
        try (var statement = connection.prepareStatement(select(top, tables, columns))) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = tables.get(rows.getInt(1));
                    var values = columns.values(table, rows);
                    found.get(table)
                            .computeIfAbsent(rows.getString(2), _ -> new ArrayList<>())
                            .add(
                                    new Standing(
                                            rows.getString(3), values, rows.getInt(4), List.of()));
                }
            }
        }
        return found;
    }

    private static String select(Table top, List<Table> tables, SharedColumns columns) {
        var keys = new HashMap<Table, String>();
        keys.put(top, "SELECT id FROM standing");
        return READ.formatted(
                top.name(),
                top.idType().sqlType(),
                IntStream.range(0, tables.size())
                        .mapToObj(number -> {
                            var table = tables.get(number);
                            var column = table == top ? "id" : table.parent().orElseThrow().name();
                            var asked = keys.get(table);
                            var below = table == top ? asked : idsOf(table, column, asked);
                            table.children().forEach(child -> keys.put(child, below));
                            return ROWS.formatted(
                                    number,
                                    column,
                                    table.order().map(Sql::quoted).orElse("0"),
                                    columns.of(table),
                                    table.name(),
                                    asked,
                                    table.condition());
                        })
                        .collect(joining("UNION ALL\n")));
    }

    // Not the ids that were read a moment ago: this way one statement reads all. An array of keys
    // and not a join, so that the indexes are used whatever the server knows of these tables.
    private static String idsOf(Table table, String column, String asked) {
        return "SELECT id FROM %s WHERE %s = ANY (ARRAY(%s)) AND %s"
                .formatted(table.name(), column, asked, table.condition());
    }

    /// Where the values of each table stand in the columns that all of them share.
    private record SharedColumns(int texts, int arrays) {

        static SharedColumns of(List<Table> tables) {
            return new SharedColumns(
                    tables.stream().mapToInt(t -> columns(t, false).size()).max().orElse(0),
                    tables.stream().mapToInt(t -> columns(t, true).size()).max().orElse(0));
        }

        private static List<Table.Column> columns(Table table, boolean arrays) {
            return table.columns().stream().filter(c -> isArray(c) == arrays).toList();
        }

        private static boolean isArray(Table.Column column) {
            return column.type() == ColumnType.TEXTS;
        }

        String of(Table table) {
            return Stream.concat(
                            filled(columns(table, false), texts, "text"),
                            filled(columns(table, true), arrays, "text[]"))
                    .collect(joining(", "));
        }

        private static Stream<String> filled(List<Table.Column> columns, int width, String type) {
            return IntStream.range(0, width)
                    .mapToObj(i -> i < columns.size() ? Sql.quoted(columns.get(i).name()) : "NULL")
                    .map(value -> "CAST(%s AS %s)".formatted(value, type));
        }

        List<Object> values(Table table, ResultSet rows) throws SQLException {
            var values = new ArrayList<Object>(table.columns().size());
            int text = FIRST_VALUE;
            int array = FIRST_VALUE + texts;
            for (var column : table.columns()) {
                values.add(column.type().read(rows, isArray(column) ? array++ : text++));
            }
            return values;
        }
    }
}
