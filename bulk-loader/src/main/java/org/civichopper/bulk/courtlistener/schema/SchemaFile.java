package org.civichopper.bulk.courtlistener.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.run.LoadStopped;

/// A schema as `pg_dump` wrote it, read as data: nothing of its text is ever run.
public final class SchemaFile {

    private final List<Part> parts;

    private SchemaFile(List<Part> parts) {
        this.parts = parts;
    }

    /// Whatever the text holds: what is not understood is left out, and named.
    public static SchemaFile read(String text) {
        var reader = new StatementReader();
        Tokens.statements(text).forEach(reader::add);
        return new SchemaFile(reader.read());
    }

    <T extends Part> List<T> parts(Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Optional<Part.Table> table(String name) {
        return parts(Part.Table.class).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /// What is to be made of it for a dump.
    ///
    /// @param manifest the columns of each table of the dump, in load order
    /// @param asked which of these tables are loaded
    /// @param addColumns whether a column that only the manifest has becomes text
    /// @throws LoadStopped.Failed where the schema lacks what is asked for
    public SchemaPlan plan(
            Map<String, List<String>> manifest, Set<String> asked, boolean addColumns) {
        var tables = new LinkedHashMap<String, Part.Table>();
        var drift = new ArrayList<Drift>();
        var lacking = new ArrayList<String>();
        for (var entry : manifest.entrySet()) {
            var name = entry.getKey();
            if (!asked.contains(name)) {
                continue;
            }
            var table = table(name);
            if (table.isEmpty()) {
                lacking.add("table " + name);
                continue;
            }
            var missing = entry.getValue().stream().filter(each -> !table.get().has(each)).toList();
            if (!addColumns) {
                missing.forEach(each -> lacking.add("column " + each + " of " + name));
            }
            tables.put(name, fitted(table.get(), entry.getValue(), missing, drift));
        }
        if (!lacking.isEmpty()) {
            throw new LoadStopped.Failed(
                    "schema file: expected all that the load script names, found no %s%s"
                            .formatted(
                                    String.join(", no ", lacking),
                                    lacking.stream().anyMatch(each -> each.startsWith("column"))
                                            ? "; --add-columns makes a column text"
                                            : ""));
        }
        return new SchemaPlan(this, manifest, tables, drift);
    }

    /// The table as rows with these columns can be written to it.
    Part.Table fitted(
            Part.Table table, List<String> given, List<String> missing, List<Drift> drift) {
        var columns = new ArrayList<Part.Column>();
        for (var column : table.columns()) {
            if (column.notNull()
                    && !given.contains(column.name())
                    && !hasValue(table.name(), column)) {
                drift.add(
                        new Drift(
                                table.name(),
                                column.name(),
                                "not in the load script: NOT NULL is left out"));
                columns.add(column.nullable());
            } else {
                columns.add(column);
            }
        }
        for (var name : missing) {
            drift.add(new Drift(table.name(), name, "not in the schema file: text"));
            columns.add(new Part.Column(name, ColumnType.TEXT, false, Optional.empty()));
        }
        return new Part.Table(table.name(), List.copyOf(columns));
    }

    private boolean hasValue(String table, Part.Column column) {
        return column.byDefault().isPresent()
                || parts(Part.SetDefault.class).stream()
                        .anyMatch(each ->
                                each.table().equals(table) && each.column().equals(column.name()))
                || parts(Part.Identity.class).stream()
                        .anyMatch(each ->
                                each.table().equals(table) && each.column().equals(column.name()));
    }
}
