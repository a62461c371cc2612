package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Lz4;

/// Makes tables with what rows are judged by as they come: types, NOT NULL, defaults, checks. What
/// the server refuses of the rest is left out, and the table stays.
record PreData(SchemaFile file, String schema) {

    void make(Connection connection, Part.Table table) throws SQLException {
        var catalog = new Catalog(connection);
        if (catalog.hasTable(schema, table.name())) {
            return;
        }
        Attempt.run(connection, create(table, Lz4.isThere(connection)));
        for (var byDefault : defaults(table)) {
            Attempt.refusal(connection, sql(byDefault));
        }
        for (var identity : identities(table)) {
            Attempt.refusal(connection, sql(identity));
        }
        for (var check : checks(table)) {
            Attempt.refusal(connection, sql(check));
        }
        for (var comment : file.parts(Part.Comment.class)) {
            if (comment.table().equals(table.name())) {
                Attempt.refusal(connection, sql(comment));
            }
        }
    }

    /// What the server refused when it was made.
    List<Skipped> refused(Connection connection, Part.Table table) throws SQLException {
        var catalog = new Catalog(connection);
        var refused = new ArrayList<Skipped>();
        for (var each : defaults(table)) {
            if (!catalog.hasDefault(schema, each.table(), each.column())) {
                refused.add(refused("default", each.table() + "." + each.column()));
            }
        }
        for (var each : identities(table)) {
            if (!catalog.hasDefault(schema, each.table(), each.column())) {
                refused.add(refused("identity", each.table() + "." + each.column()));
            }
        }
        for (var each : checks(table)) {
            if (!catalog.hasConstraint(schema, each.table(), each.name())) {
                refused.add(refused("check", each.name()));
            }
        }
        return refused;
    }

    private static Skipped refused(String kind, String name) {
        return new Skipped(kind, name, "the server refuses it");
    }

    private String create(Part.Table table, boolean lz4) {
        return table.columns().stream()
                .map(column ->
                        Identifier.quoted(column.name())
                                + " "
                                + column.type().sql()
                                + (lz4 && column.type().compresses() ? " COMPRESSION lz4" : "")
                                + (column.notNull() ? " NOT NULL" : ""))
                .collect(
                        Collectors.joining(
                                ", ", "CREATE TABLE %s (".formatted(name(table.name())), ")"));
    }

    private List<Part.SetDefault> defaults(Part.Table table) {
        var all = new ArrayList<Part.SetDefault>();
        for (var column : table.columns()) {
            column.byDefault()
                    .ifPresent(value ->
                            all.add(new Part.SetDefault(table.name(), column.name(), value)));
        }
        file.parts(Part.SetDefault.class).stream()
                .filter(each -> each.table().equals(table.name()))
                .forEach(all::add);
        return all;
    }

    private List<Part.Identity> identities(Part.Table table) {
        return file.parts(Part.Identity.class).stream()
                .filter(each -> each.table().equals(table.name()))
                .toList();
    }

    private List<Part.Check> checks(Part.Table table) {
        return file.parts(Part.Check.class).stream()
                .filter(each -> each.table().equals(table.name()))
                .toList();
    }

    private String name(String relation) {
        return Identifier.quoted(schema, relation);
    }

    private String sql(Part.SetDefault part) {
        var column = Identifier.quoted(part.column());
        return switch (part.value()) {
            case Part.Default.Value(var sql) ->
                    "ALTER TABLE %s ALTER %s SET DEFAULT %s"
                            .formatted(name(part.table()), column, sql);
            case Part.Default.Next(var sequence) ->
                    // Owned by its column it moves with the table.
                    "CREATE SEQUENCE IF NOT EXISTS %1$s%2$s; ALTER SEQUENCE %1$s OWNED BY %3$s.%4$s; ALTER TABLE %3$s ALTER %4$s SET DEFAULT nextval(%5$s)"
                            .formatted(
                                    name(sequence),
                                    options(sequence),
                                    name(part.table()),
                                    column,
                                    Literal.quoted(name(sequence)) + "::regclass");
        };
    }

    private String options(String sequence) {
        return file.parts(Part.Sequence.class).stream()
                .filter(each -> each.name().equals(sequence))
                .map(Part.Sequence::options)
                .findFirst()
                .orElse("");
    }

    private String sql(Part.Identity part) {
        return "ALTER TABLE %s ALTER %s ADD GENERATED %s AS IDENTITY (%s%s)"
                .formatted(
                        name(part.table()),
                        Identifier.quoted(part.column()),
                        part.kind(),
                        part.sequence().map(each -> "SEQUENCE NAME " + name(each)).orElse(""),
                        part.options());
    }

    private String sql(Part.Check part) {
        return "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s)"
                .formatted(name(part.table()), Identifier.quoted(part.name()), part.condition());
    }

    private String sql(Part.Comment part) {
        return "COMMENT ON %s%s IS %s"
                .formatted(
                        part.column().isPresent() ? "COLUMN " : "TABLE ",
                        name(part.table())
                                + part.column()
                                        .map(each -> "." + Identifier.quoted(each))
                                        .orElse(""),
                        Literal.quoted(part.text()));
    }
}
