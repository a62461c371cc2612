package org.civichopper.database.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows per table, and what a change set makes of them: the database of a pure test. It refuses
/// what a database would: a change to a row that is not there, an id that is taken, an orphan.
final class InMemoryRows {

    private final Table top;
    private final Map<Table, Map<String, ChangeSet.Row>> rows = new HashMap<>();

    private InMemoryRows(Table top) {
        this.top = top;
        top.withAllBelow().forEach(table -> rows.put(table, new LinkedHashMap<>()));
    }

    static InMemoryRows of(Table top, Standing standing) {
        var memory = new InMemoryRows(top);
        memory.put(top, standing, null);
        return memory;
    }

    static InMemoryRows of(Table top) {
        return new InMemoryRows(top);
    }

    private void put(Table table, Standing row, String parentId) {
        rows.get(table)
                .put(row.id(), new ChangeSet.Row(row.id(), parentId, row.order(), row.values()));
        for (int i = 0; i < row.children().size(); i++) {
            var child = table.children().get(i);
            row.children().get(i).forEach(below -> put(child, below, row.id()));
        }
    }

    InMemoryRows apply(ChangeSet changes) {
        for (var table : changes.tables()) {
            var stands = rows.get(table);
            for (var id : changes.of(table).deletes()) {
                assertThat(stands.remove(id)).as("%s %s that is deleted", table, id).isNotNull();
            }
            for (var row : changes.of(table).updates()) {
                var before = stands.get(row.id());
                assertThat(before).as("%s %s that is updated", table, row.id()).isNotNull();
                stands.put(
                        row.id(),
                        new ChangeSet.Row(row.id(), before.parentId(), row.order(), row.values()));
            }
            for (var row : changes.of(table).inserts()) {
                assertThat(stands.put(row.id(), row)).as("%s %s", table, row.id()).isNull();
            }
        }
        return this;
    }

    Standing standing(String id) {
        var reached = new ArrayList<String>();
        var whole = standing(top, rows.get(top).get(id), reached);
        assertThat(rows.values().stream().mapToInt(Map::size).sum())
                .as("rows that hang on a row")
                .isEqualTo(reached.size());
        return whole;
    }

    private Standing standing(Table table, ChangeSet.Row row, List<String> reached) {
        reached.add(row.id());
        var below = new ArrayList<List<Standing>>();
        for (var child : table.children()) {
            below.add(
                    rows.get(child).values().stream()
                            .filter(part -> row.id().equals(part.parentId()))
                            .sorted(Comparator.comparingInt(ChangeSet.Row::order))
                            .map(part -> standing(child, part, reached))
                            .toList());
        }
        return new Standing(row.id(), row.values(), row.order(), below);
    }
}
