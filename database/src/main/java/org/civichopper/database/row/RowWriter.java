package org.civichopper.database.row;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes a change set: per table at most one delete, one update and one insert, however many rows.
///
/// A column of a whole batch travels as one array of texts, which Postgres casts to the column's
/// type.
public final class RowWriter {

    private static final String DELETE =
            """
            DELETE FROM %1$s
             WHERE %2$s = ANY (CAST(? AS %3$s[]))
            """;

    private static final String CLEAR =
            """
            UPDATE %1$s
               SET %2$s = NULL
             WHERE %2$s = ANY (CAST(? AS %3$s[]))
            """;

    private static final String CLEAR_OBJECTS =
            """
            UPDATE %1$s
               SET %2$s = NULL, updated_at = ?
             WHERE %2$s = ANY (CAST(? AS %3$s[]))
            """;

    private static final String INSERT =
            """
            INSERT INTO %1$s (%2$s)
            SELECT %3$s
              FROM unnest(%4$s) AS given (%5$s)
            """;

    private static final String UPDATE =
            """
            UPDATE %1$s AS stands
               SET %2$s
              FROM unnest(%3$s) AS given (%4$s)
             WHERE stands.id = CAST(given.id AS %5$s)
            """;

    /// A column of the statement: what it is called, its type, and its value in a row.
    private record Bound(String name, String sqlType, Function<ChangeSet.Row, String> literal) {}

    private final Connection connection;
    private final OffsetDateTime now;

    /// @param now what created_at and updated_at become
    public RowWriter(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Deletes before it updates before it inserts, so that a unique value can change hands.
    public void write(ChangeSet changes) throws SQLException {
        for (var table : changes.tables()) {
            delete(table, changes.of(table).deletes());
        }
        for (var table : changes.tables()) {
            update(table, changes.of(table).updates());
        }
        for (var table : changes.tables()) {
            insert(table, changes.of(table).inserts());
        }
    }

    private void delete(Table table, List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        var type = table.idType().sqlType();
        for (var dependent : table.dependents()) {
            var column = dependent.column();
            switch (dependent.fate()) {
                case GOES -> execute(DELETE.formatted(dependent.table(), column, type), ids);
                case FORGETS -> execute(CLEAR.formatted(dependent.table(), column, type), ids);
                case FORGETS_AS_OBJECT ->
                        execute(CLEAR_OBJECTS.formatted(dependent.table(), column, type), now, ids);
            }
        }
        execute(DELETE.formatted(table.name(), "id", type), ids);
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof List<?> texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            statement.executeUpdate();
        }
    }

    private void insert(Table table, List<ChangeSet.Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var columns = new ArrayList<>(List.of(id(table)));
        table.parent()
                .ifPresent(parent ->
                        columns.add(
                                new Bound(
                                        Sql.quoted(parent.name()),
                                        parent.type().sqlType(),
                                        ChangeSet.Row::parentId)));
        columns.addAll(content(table));
        var stamps = table.timestamped() ? List.of("created_at", "updated_at") : List.<String>of();
        var names = Stream.concat(columns.stream().map(Bound::name), stamps.stream());
        var casts =
                Stream.concat(columns.stream().map(RowWriter::cast), stamps.stream().map(_ -> "?"));
        var sql =
                INSERT.formatted(
                        table.name(),
                        names.collect(joining(", ")),
                        casts.collect(joining(", ")),
                        placeholders(columns),
                        columns.stream().map(Bound::name).collect(joining(", ")));
        try (var statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (var _ : stamps) {
                statement.setObject(at++, now);
            }
            for (var column : columns) {
                statement.setArray(at++, array(column, rows));
            }
            statement.executeUpdate();
        }
    }

    private void update(Table table, List<ChangeSet.Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var content = content(table);
        var sets = content.stream().map(column -> column.name() + " = " + cast(column));
        var stamp = table.timestamped() ? Stream.of("updated_at = ?") : Stream.<String>of();
        var columns = Stream.concat(Stream.of(id(table)), content.stream()).toList();
        var sql =
                UPDATE.formatted(
                        table.name(),
                        Stream.concat(stamp, sets).collect(joining(", ")),
                        placeholders(columns),
                        columns.stream().map(Bound::name).collect(joining(", ")),
                        table.idType().sqlType());
        try (var statement = connection.prepareStatement(sql)) {
            int at = 1;
            if (table.timestamped()) {
                statement.setObject(at++, now);
            }
            for (var column : columns) {
                statement.setArray(at++, array(column, rows));
            }
            statement.executeUpdate();
        }
    }

    private static Bound id(Table table) {
        return new Bound("id", table.idType().sqlType(), ChangeSet.Row::id);
    }

    private static List<Bound> content(Table table) {
        var columns = new ArrayList<Bound>();
        table.order()
                .ifPresent(order ->
                        columns.add(
                                new Bound(
                                        Sql.quoted(order),
                                        "integer",
                                        row -> String.valueOf(row.order()))));
        IntStream.range(0, table.columns().size())
                .forEach(i -> {
                    var column = table.columns().get(i);
                    var type = column.type();
                    columns.add(
                            new Bound(
                                    Sql.quoted(column.name()),
                                    type.sqlType(),
                                    row -> type.literal(row.values().get(i))));
                });
        return columns;
    }

    private static String cast(Bound column) {
        return "CAST(given." + column.name() + " AS " + column.sqlType() + ")";
    }

    private static String placeholders(List<Bound> columns) {
        return columns.stream().map(_ -> "CAST(? AS text[])").collect(joining(", "));
    }

    private Array array(Bound column, List<ChangeSet.Row> rows) throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column.literal()).toArray());
    }
}
