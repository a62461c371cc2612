package org.civichopper.database.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has to be written so that what stands becomes what should stand: rows to insert, update,
/// delete and move below another parent, per table.
public final class ChangeSet {

    /// @param parentId null for objects
    record Row(String id, String parentId, int order, List<Object> values) {}

    record Changes(List<Row> inserts, List<Row> updates, List<String> deletes, List<Row> moves) {
        Changes() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// How much changes of one table.
    public record Size(int inserts, int updates, int deletes) {}

    private final Map<Table, Changes> byTable = new LinkedHashMap<>();

    void insert(Table table, Row row) {
        of(table).inserts().add(row);
    }

    void update(Table table, Row row) {
        of(table).updates().add(row);
    }

    void delete(Table table, String id) {
        of(table).deletes().add(id);
    }

    void move(Table table, Row row) {
        of(table).moves().add(row);
    }

    Changes of(Table table) {
        return byTable.computeIfAbsent(table, _ -> new Changes());
    }

    /// Adds the changes of another object of the batch.
    public void add(ChangeSet other) {
        other.byTable.forEach((table, changes) -> {
            of(table).inserts().addAll(changes.inserts());
            of(table).updates().addAll(changes.updates());
            of(table).deletes().addAll(changes.deletes());
            of(table).moves().addAll(changes.moves());
        });
    }

    public boolean isEmpty() {
        return byTable.values().stream()
                .allMatch(c ->
                        c.inserts().isEmpty()
                                && c.updates().isEmpty()
                                && c.deletes().isEmpty()
                                && c.moves().isEmpty());
    }

    /// How many rows of a table are inserted, updated and deleted.
    public Size sizeOf(Table table) {
        var changes = of(table);
        return new Size(
                changes.inserts().size(), changes.updates().size(), changes.deletes().size());
    }

    List<Table> tables() {
        return List.copyOf(byTable.keySet());
    }
}
