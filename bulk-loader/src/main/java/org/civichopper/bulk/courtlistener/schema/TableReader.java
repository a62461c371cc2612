package org.civichopper.bulk.courtlistener.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `CREATE TABLE`: what of a column is not on the list is left out, and the column stays.
final class TableReader {

    // What may follow a default, and ends it.
    private static final String[] AFTER_DEFAULT = {
        "not", "constraint", "generated", "collate", "check", "primary", "unique", "references"
    };

    private final List<Part> read = new ArrayList<>();
    private final List<Part.Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final String table;

    private TableReader(String table) {
        this.table = table;
    }

    /// The table, and what came with it.
    static List<Part> read(Parts parts) {
        parts.take("if", "not", "exists");
        var reader = new TableReader(parts.inPublic());
        var elements = parts.brackets().commas();
        reader.after(parts);
        var constraints = new ArrayList<Parts>();
        for (var element : elements) {
            if (element.at("constraint")) {
                constraints.add(element);
            } else {
                reader.column(element);
            }
        }
        for (var constraint : constraints) {
            reader.constraint(constraint);
        }
        reader.read.addFirst(new Part.Table(reader.table, List.copyOf(reader.columns)));
        return reader.read;
    }

    private void after(Parts parts) {
        if (parts.take("with")) {
            parts.brackets(); // how it is stored
        }
        if (parts.at("partition", "by")) {
            leave("partitioning", table, "it becomes one table");
            return;
        }
        parts.end();
    }

    private void leave(String kind, String name, String why) {
        read.add(new Part.Left(Optional.of(table), new Skipped(kind, name, why)));
    }

    private void column(Parts parts) {
        var name = parts.name();
        var full = table + "." + name;
        if (!names.add(name)) {
            throw new NotUnderstood("column " + name + " twice");
        }
        var rest = parts.until("not", "constraint", "default", "generated", "collate");
        ColumnType type;
        try {
            type = ColumnType.read(rest);
            rest.end();
        } catch (NotUnderstood e) {
            leave("type", full, e.getMessage() + ": text");
            type = ColumnType.TEXT;
        }
        var notNull = false;
        Optional<Part.Default> byDefault = Optional.empty();
        while (!parts.done()) {
            if (parts.take("not", "null")) {
                notNull = true;
            } else if (parts.take("constraint")) {
                parts.name(); // of NOT NULL, since Postgres 18
            } else if (parts.take("collate")) {
                collation(parts, full);
            } else if (parts.take("default")) {
                byDefault = byDefault(parts.until(AFTER_DEFAULT), full);
            } else {
                leave("column", full, "what is said of it is not on the list: a plain column");
                notNull = false;
                break;
            }
        }
        columns.add(new Part.Column(name, type, notNull, byDefault));
    }

    private void collation(Parts parts, String full) {
        while (!parts.done()
                && !parts.at("not")
                && !parts.at("default")
                && !parts.at("constraint")) {
            parts.skip();
        }
        leave("collation", full, "collations of columns are not made");
    }

    private Optional<Part.Default> byDefault(Parts parts, String full) {
        try {
            return Optional.of(value(parts));
        } catch (NotUnderstood e) {
            leave("default", full, e.getMessage());
            return Optional.empty();
        }
    }

    /// What `DEFAULT` says.
    static Part.Default value(Parts parts) {
        if (parts.take("nextval", "(")) {
            var name =
                    new Parts(
                            Tokens.statements(parts.string()).stream()
                                    .flatMap(List::stream)
                                    .toList());
            var sequence = name.inPublic();
            name.end();
            parts.need("::", "regclass", ")");
            parts.end();
            return new Part.Default.Next(sequence);
        }
        return new Part.Default.Value(Expression.whole(parts, _ -> false));
    }

    private void constraint(Parts parts) {
        parts.need("constraint");
        var name = parts.name();
        try {
            read.add(constraint(parts, table, name, names::contains));
        } catch (NotUnderstood e) {
            leave("constraint", name, e.getMessage());
        }
    }

    /// What follows the name of a constraint.
    static Part constraint(
            Parts parts, String table, String name, java.util.function.Predicate<String> isColumn) {
        if (parts.take("check")) {
            var condition = Expression.whole(parts.brackets(), isColumn);
            parts.take("no", "inherit");
            parts.take("not", "valid");
            parts.end();
            return new Part.Check(table, name, condition);
        }
        if (parts.take("foreign", "key")) {
            return KeyReader.foreign(parts, table, name);
        }
        return KeyReader.key(parts, table, name);
    }
}
