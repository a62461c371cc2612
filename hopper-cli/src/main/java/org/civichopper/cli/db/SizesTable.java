package org.civichopper.cli.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.civichopper.commandline.Screen;

/// Sizes below each other, schema by schema: on a narrow terminal fewer of them than on a wide one.
///
/// @param width of the terminal
record SizesTable(List<TableSize> tables, int width) {

    private static final String GAP = "  ";
    private static final int SHORTEST_NAME = 24;

    private record Column(String head, Function<TableSize, String> word) {}

    private static final Column ROWS = new Column("rows", SizesTable::rows);
    private static final Column TOTAL = new Column("total", table -> bytes(table.totalBytes()));
    private static final Column DEAD = new Column("dead", table -> number(table.dead()));
    private static final Column VACUUMED = new Column("vacuumed", table -> day(table.vacuumed()));
    private static final Column ANALYZED = new Column("analyzed", table -> day(table.analyzed()));

    private static final List<List<Column>> RICHEST_FIRST =
            List.of(
                    List.of(
                            ROWS,
                            new Column("table", table -> bytes(table.tableBytes())),
                            new Column("indexes", table -> bytes(table.indexBytes())),
                            TOTAL,
                            DEAD,
                            VACUUMED,
                            ANALYZED),
                    List.of(ROWS, TOTAL, DEAD, VACUUMED, ANALYZED),
                    List.of(ROWS, TOTAL, DEAD, VACUUMED),
                    List.of(ROWS, TOTAL, DEAD));

    List<String> lines() {
        int longest =
                tables.stream()
                        .mapToInt(table -> GAP.length() + table.name().length())
                        .max()
                        .orElse(0);
        var columns =
                RICHEST_FIRST.stream()
                        .filter(each -> room(each) >= longest)
                        .findFirst()
                        .orElse(RICHEST_FIRST.getLast());
        int names = Math.max(SHORTEST_NAME, Math.min(longest, room(columns)));
        var lines = new ArrayList<String>();
        lines.add(line("", names, columns, Column::head));
        tables.stream()
                .collect(groupingBy(TableSize::schema, LinkedHashMap::new, toList()))
                .forEach((schema, of) -> {
                    lines.add(head(schema, of));
                    of.forEach(table ->
                            lines.add(
                                    line(
                                            GAP + table.name(),
                                            names,
                                            columns,
                                            column -> column.word().apply(table))));
                });
        return lines;
    }

    private String head(String schema, List<TableSize> of) {
        var total = bytes(of.stream().mapToLong(TableSize::totalBytes).sum());
        return Screen.cut(
                "%s: %s in %d table%s"
                        .formatted(schema, total, of.size(), of.size() == 1 ? "" : "s"),
                width);
    }

    private String line(
            String name, int names, List<Column> columns, Function<Column, String> word) {
        var cut = Screen.cut(name, names);
        var line = new StringBuilder(cut).append(" ".repeat(names - cut.length()));
        for (var column : columns) {
            var text = word.apply(column);
            line.append(GAP).append(" ".repeat(widest(column) - text.length())).append(text);
        }
        return line.toString();
    }

    /// What the columns leave for names.
    private int room(List<Column> columns) {
        return width - columns.stream().mapToInt(column -> GAP.length() + widest(column)).sum();
    }

    private int widest(Column column) {
        return tables.stream()
                .mapToInt(table -> column.word().apply(table).length())
                .reduce(column.head().length(), Math::max);
    }

    private static String rows(TableSize table) {
        return table.rows().isPresent() ? number(table.rows().getAsLong()) : "?";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return bytes / 1000 + " kB";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }

    private static String day(Optional<Instant> time) {
        return time.map(each -> each.atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .orElse("never");
    }
}
