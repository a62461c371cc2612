package org.civichopper.cli.db;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.commandline.Screen;

/// Sizes of tables, and what to do where dead rows are many, for people and machines.
record SizesReport(List<TableSize> tables) {

    private static final JsonMapper JSON = new JsonMapper();

    ObjectNode json() {
        var json = JSON.createObjectNode();
        var listed = json.putArray("tables");
        for (var table : tables) {
            var each =
                    listed.addObject()
                            .put("schema", table.schema())
                            .put("table", table.name())
                            .putNull("rows")
                            .put("table_bytes", table.tableBytes())
                            .put("index_bytes", table.indexBytes())
                            .put("total_bytes", table.totalBytes())
                            .put("dead_rows", table.dead())
                            .put("last_vacuum", text(table.vacuumed()))
                            .put("last_analyze", text(table.analyzed()));
            table.rows().ifPresent(rows -> each.put("rows", rows));
        }
        var advice = json.putArray("advice");
        withManyDead()
                .forEach(table ->
                        advice.addObject()
                                .put("schema", table.schema())
                                .put("table", table.name())
                                .put("found", found(table))
                                .put("remedy", table.remedy()));
        return json;
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    void print(PrintWriter out, int width) {
        new SizesTable(tables, width).lines().forEach(out::println);
        var dead = withManyDead();
        if (dead.isEmpty()) {
            return;
        }
        var screen = new Screen(width);
        out.println();
        for (var table : dead) {
            screen.wrapped("", found(table) + ": " + table.remedy()).forEach(out::println);
        }
        screen.wrapped(
                        "",
                        "Where that does not help, a transaction that is still open keeps them:"
                                + " SELECT pid, xact_start, state FROM pg_stat_activity ORDER BY xact_start")
                .forEach(out::println);
    }

    private List<TableSize> withManyDead() {
        return tables.stream().filter(TableSize::hasManyDead).toList();
    }

    private static String found(TableSize table) {
        return "%s: %s rows are dead, %d %%"
                .formatted(table.quoted(), SizesTable.number(table.dead()), table.deadPercent());
    }
}
