package org.civichopper.database.row;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads objects with everything below them: one statement per table, however many objects.
public final class RowReader {

    // %1$s columns, %2$s table, %3$s the column that is asked for, %4$s its type, %5$s which
    // rows are ours, %6$s the order
    private static final String SELECT =
            """
            SELECT %1$s
              FROM %2$s
             WHERE %3$s = ANY (CAST(? AS %4$s[]))
               AND %5$s
             ORDER BY %6$s
            """;

    private final Connection connection;

    public RowReader(Connection connection) {
        this.connection = connection;
    }

    /// The objects that stand under these ids; ids that do not stand are missing from the map.
    public Map<String, Standing> read(Table table, Collection<String> ids) throws SQLException {
        var objects = new LinkedHashMap<String, Standing>();
        if (!ids.isEmpty()) {
            for (var rows : rowsBy("id", table.idType(), table, ids).values()) {
                rows.forEach(row -> objects.put(row.id(), row));
            }
        }
        return objects;
    }

    private Map<String, List<Standing>> rowsBy(
            String column, ColumnType type, Table table, Collection<String> keys)
            throws SQLException {
        var flat = new LinkedHashMap<String, List<Standing>>();
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(select(column, type, table))) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var values = new ArrayList<Object>(table.columns().size());
                    for (int i = 0; i < table.columns().size(); i++) {
                        values.add(table.columns().get(i).type().read(rows, i + 4));
                    }
                    var row = new Standing(rows.getString(2), values, rows.getInt(3), List.of());
                    ids.add(row.id());
                    flat.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(row);
                }
            }
        }
        return withChildren(table, flat, ids);
    }

    private Map<String, List<Standing>> withChildren(
            Table table, Map<String, List<Standing>> flat, List<String> ids) throws SQLException {
        if (table.children().isEmpty() || ids.isEmpty()) {
            return flat;
        }
        var children = new ArrayList<Map<String, List<Standing>>>();
        for (var child : table.children()) {
            var parent = child.parent().orElseThrow();
            children.add(rowsBy(parent.name(), parent.type(), child, ids));
        }
        var whole = new HashMap<String, List<Standing>>();
        flat.forEach((key, rows) ->
                whole.put(key, rows.stream().map(row -> below(row, children)).toList()));
        return whole;
    }

    private static Standing below(Standing row, List<Map<String, List<Standing>>> children) {
        var below = children.stream().map(rows -> rows.getOrDefault(row.id(), List.of())).toList();
        return new Standing(row.id(), row.values(), row.order(), below);
    }

    private static String select(String column, ColumnType type, Table table) {
        var position = table.order().map(Sql::quoted).orElse("0");
        var columns =
                table.columns().stream()
                        .map(c -> Sql.quoted(c.name()))
                        .collect(joining(", ", column + ", id, " + position + ", ", ""));
        var order = table.order().map(Sql::quoted).orElse("id");
        return SELECT.formatted(
                columns, table.name(), column, type.sqlType(), table.condition(), order);
    }
}
