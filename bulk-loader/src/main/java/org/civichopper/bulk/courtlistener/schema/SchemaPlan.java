package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.finish.Target;

/// What is made of a schema file for a load.
public final class SchemaPlan {

    private final SchemaFile file;
    private final Map<String, List<String>> manifest;
    private final Map<String, Part.Table> tables;
    private final List<Drift> drift;

    SchemaPlan(
            SchemaFile file,
            Map<String, List<String>> manifest,
            Map<String, Part.Table> tables,
            List<Drift> drift) {
        this.file = file;
        this.manifest = manifest;
        this.tables = tables;
        this.drift = drift;
    }

    public List<Drift> drift() {
        return drift;
    }

    /// That are loaded, in load order.
    public List<String> asked() {
        return List.copyOf(tables.keySet());
    }

    /// Whether the first column that the dump has of a table is a whole number and never NULL.
    public boolean isNumbered(String table) {
        return tables.get(table).columns().stream()
                .anyMatch(each ->
                        each.name().equals(firstColumn(table))
                                && each.notNull()
                                && each.type().isWhole());
    }

    /// Makes the tables that rows are copied to, without keys and indexes, in the transaction of
    /// the caller. What stands already is not made again.
    public void make(Connection connection, Target next) throws SQLException {
        next.make(connection);
        for (var table : tables.values()) {
            new PreData(file, next.schema()).make(connection, table);
        }
    }

    SchemaFile file() {
        return file;
    }

    /// All tables of the dump, in load order.
    List<String> order() {
        return List.copyOf(manifest.keySet());
    }

    /// The column by which a row is named.
    String firstColumn(String table) {
        return manifest.get(table).getFirst();
    }

    /// As it is made: for what was asked, as rows of the dump have it, for what is copied, as rows
    /// with these columns.
    Part.Table table(String table, List<String> columns) {
        return tables.containsKey(table) ? tables.get(table) : fitted(table, columns);
    }

    private Part.Table fitted(String table, List<String> columns) {
        var known = file.table(table).orElse(new Part.Table(table, List.of()));
        var missing = columns.stream().filter(each -> !known.has(each)).toList();
        return file.fitted(known, columns, missing, new ArrayList<>());
    }

    boolean isOfDump(String table) {
        return manifest.containsKey(table);
    }

    boolean isAsked(String table) {
        return tables.containsKey(table);
    }

    /// What of the file is not made, and not because of what the database says.
    List<Skipped> skipped(Set<String> loaded) {
        return file.parts(Part.Left.class).stream()
                .filter(each -> each.table().map(loaded::contains).orElse(true))
                .map(Part.Left::skipped)
                .toList();
    }
}
