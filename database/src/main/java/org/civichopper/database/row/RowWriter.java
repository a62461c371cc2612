package org.civichopper.database.row;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes a change set: at most one statement each that moves, forgets, deletes, updates and
/// inserts, however many tables and rows.
///
/// A column of a whole batch travels as one array of texts, which Postgres casts to the column's
/// type.
public final class RowWriter {

    // The parts see what stood before each other. That is sound because no two of them change the
    // same row, unless both delete it, and because foreign keys are checked at the end.
    private static final String TOGETHER =
            """
            WITH %1$s
            SELECT
            """;

    private static final String PART =
            """
            part_%1$d AS (
            %2$s)\
            """;

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

    /// What is done to one table, and the parameters of that in order.
    private record Part(String sql, List<Object> parameters) {}

    /// A column of the statement: what it is called, its type, and its value in a row.
    private record Bound(String name, String sqlType, Function<ChangeSet.Row, String> literal) {}

    private final Connection connection;
    private final OffsetDateTime now;

    /// @param now what created_at and updated_at become
    public RowWriter(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Deletes before it updates before it inserts, so that a unique value can change hands; and
    /// what moves is gone from where somebody deletes.
    public void write(ChangeSet changes) throws SQLException {
        var moves = new ArrayList<Part>();
        var forgetting = new ArrayList<Part>();
        var deletes = new ArrayList<Part>();
        var updates = new ArrayList<Part>();
        var inserts = new ArrayList<Part>();
        for (var table : changes.tables()) {
            var own = changes.of(table);
            if (!own.moves().isEmpty()) {
                var columns = Stream.concat(parent(table), content(table).stream()).toList();
                moves.add(update(table, own.moves(), columns));
            }
            if (!own.deletes().isEmpty()) {
                table.dependents()
                        .forEach(each -> settle(each, table, own.deletes(), forgetting, deletes));
                deletes.add(delete(table, table.name(), "id", own.deletes()));
            }
            if (!own.updates().isEmpty()) {
                updates.add(update(table, own.updates(), content(table)));
            }
            if (!own.inserts().isEmpty()) {
                inserts.add(insert(table, own.inserts()));
            }
        }
        // What forgets may be a row that goes, too, and one statement cannot do both to it.
        run(moves);
        run(forgetting);
        run(deletes);
        run(updates);
        run(inserts);
    }

    // Only parts that have rows come here: for the others the server would plan and open tables and
    // their indexes for nothing.
    private void run(List<Part> parts) throws SQLException {
        if (parts.isEmpty()) {
            return;
        }
        var together =
                IntStream.range(0, parts.size())
                        .mapToObj(number -> PART.formatted(number, parts.get(number).sql()))
                        .collect(joining(", "));
        try (var statement = connection.prepareStatement(TOGETHER.formatted(together))) {
            int at = 1;
            for (var part : parts) {
                for (var parameter : part.parameters()) {
                    if (parameter instanceof List<?> texts) {
                        var array = connection.createArrayOf("text", texts.toArray(String[]::new));
                        statement.setArray(at++, array);
                    } else {
                        statement.setObject(at++, parameter);
                    }
                }
            }
            statement.execute();
        }
    }

    private void settle(
            Table.Dependent dependent,
            Table table,
            List<String> ids,
            List<Part> forgetting,
            List<Part> deletes) {
        var name = dependent.table();
        var column = dependent.column();
        var type = table.idType().sqlType();
        switch (dependent.fate()) {
            case GOES -> deletes.add(delete(table, name, column, ids));
            case FORGETS ->
                    forgetting.add(new Part(CLEAR.formatted(name, column, type), List.of(ids)));
            case FORGETS_AS_OBJECT ->
                    forgetting.add(
                            new Part(
                                    CLEAR_OBJECTS.formatted(name, column, type),
                                    List.of(now, ids)));
        }
    }

    /// @param name of the table itself, or of one whose rows go with it
    private static Part delete(Table table, String name, String column, List<String> ids) {
        return new Part(DELETE.formatted(name, column, table.idType().sqlType()), List.of(ids));
    }

    private Part insert(Table table, List<ChangeSet.Row> rows) {
        var columns = new ArrayList<>(List.of(id(table)));
        parent(table).forEach(columns::add);
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
        return new Part(sql, parameters(stamps.size(), columns, rows));
    }

    private Part update(Table table, List<ChangeSet.Row> rows, List<Bound> content) {
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
        return new Part(sql, parameters(table.timestamped() ? 1 : 0, columns, rows));
    }

    // The stamps stand before the columns in both statements.
    private List<Object> parameters(int stamps, List<Bound> columns, List<ChangeSet.Row> rows) {
        var parameters = new ArrayList<Object>(Collections.nCopies(stamps, now));
        for (var column : columns) {
            parameters.add(rows.stream().map(column.literal()).toList());
        }
        return parameters;
    }

    private static Bound id(Table table) {
        return new Bound("id", table.idType().sqlType(), ChangeSet.Row::id);
    }

    private static Stream<Bound> parent(Table table) {
        return table.parent().stream()
                .map(parent ->
                        new Bound(
                                Sql.quoted(parent.name()),
                                parent.type().sqlType(),
                                ChangeSet.Row::parentId));
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
}
