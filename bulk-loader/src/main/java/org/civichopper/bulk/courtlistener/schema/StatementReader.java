package org.civichopper.bulk.courtlistener.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Makes parts of statements. One that is not on the list is left out, and says so unless it is of
/// those that every schema file has and no load wants: settings, owners, grants, the database.
final class StatementReader {

    private final List<Part> read = new ArrayList<>();
    private final Map<String, Part.Table> tables = new LinkedHashMap<>();

    List<Part> read() {
        return List.copyOf(read);
    }

    void add(List<Token> statement) {
        try {
            understand(new Parts(statement));
        } catch (NotUnderstood e) {
            leave(statement, e.getMessage());
        }
    }

    private Predicate<String> columns(String table) {
        var found = tables.get(table);
        return found == null ? _ -> true : found::has;
    }

    private void understand(Parts parts) {
        if (isUnwanted(parts)) {
            return;
        }
        if (parts.take("create", "table") || parts.take("create", "unlogged", "table")) {
            createTable(parts);
        } else if (parts.take("create", "sequence")) {
            var name = parts.inPublic();
            read.add(new Part.Sequence(name, options(parts)));
        } else if (parts.take("create", "index")) {
            read.add(KeyReader.index(parts, false, this::columns));
        } else if (parts.take("create", "unique", "index")) {
            read.add(KeyReader.index(parts, true, this::columns));
        } else if (parts.take("alter", "table")) {
            alterTable(parts);
        } else if (parts.take("comment", "on")) {
            comment(parts);
        } else {
            throw new NotUnderstood("not on the list of what is made");
        }
    }

    private static boolean isUnwanted(Parts parts) {
        return parts.at("set")
                || parts.at("select", "pg_catalog", ".", "set_config")
                || parts.at("create", "database")
                || parts.at("alter", "database")
                || parts.at("alter", "sequence") // it belongs to the column that asks it
                || parts.at("grant")
                || parts.at("revoke")
                || parts.at("alter", "default", "privileges")
                || parts.at("comment", "on", "extension")
                || parts.at("comment", "on", "database")
                || parts.at("comment", "on", "schema")
                || (parts.at("alter") && parts.has("owner", "to"));
    }

    private void createTable(Parts parts) {
        var made = TableReader.read(parts);
        var table = (Part.Table) made.getFirst();
        if (tables.putIfAbsent(table.name(), table) != null) {
            throw new NotUnderstood("table " + table.name() + " twice");
        }
        read.addAll(made);
    }

    private void alterTable(Parts parts) {
        parts.take("only");
        var table = parts.inPublic();
        if (parts.take("add", "constraint")) {
            var name = parts.name();
            read.add(TableReader.constraint(parts, table, name, columns(table)));
            return;
        }
        parts.need("alter");
        parts.take("column");
        var column = parts.name();
        if (parts.take("set", "default")) {
            read.add(new Part.SetDefault(table, column, TableReader.value(parts)));
        } else if (parts.take("add", "generated")) {
            read.add(identity(parts, table, column));
        } else {
            throw new NotUnderstood("not on the list of what is made");
        }
    }

    private static Part identity(Parts parts, String table, String column) {
        var kind = parts.take("always") ? "ALWAYS" : "BY DEFAULT";
        if (kind.equals("BY DEFAULT")) {
            parts.need("by", "default");
        }
        parts.need("as", "identity");
        var inner = parts.brackets();
        parts.end();
        var sequence =
                inner.take("sequence", "name")
                        ? Optional.of(inner.inPublic())
                        : Optional.<String>empty();
        return new Part.Identity(table, column, kind, sequence, options(inner));
    }

    private static String options(Parts parts) {
        var sql = new StringBuilder();
        while (!parts.done()) {
            if (parts.take("as")) {
                sql.append(" AS ").append(ColumnType.read(parts).sql());
            } else if (parts.take("start", "with")) {
                sql.append(" START WITH ").append(parts.number());
            } else if (parts.take("increment", "by")) {
                sql.append(" INCREMENT BY ").append(parts.number());
            } else if (parts.take("no", "minvalue")) {
                sql.append(" NO MINVALUE");
            } else if (parts.take("no", "maxvalue")) {
                sql.append(" NO MAXVALUE");
            } else if (parts.take("minvalue")) {
                sql.append(" MINVALUE ").append(parts.number());
            } else if (parts.take("maxvalue")) {
                sql.append(" MAXVALUE ").append(parts.number());
            } else if (parts.take("cache")) {
                sql.append(" CACHE ").append(parts.number());
            } else if (parts.take("cycle")) {
                sql.append(" CYCLE");
            } else {
                throw parts.notUnderstood("an option of a sequence");
            }
        }
        return sql.toString();
    }

    private void comment(Parts parts) {
        Optional<String> column = Optional.empty();
        String table;
        if (parts.take("table")) {
            table = parts.inPublic();
        } else {
            parts.need("column");
            table = parts.inPublic();
            parts.need(".");
            column = Optional.of(parts.name());
        }
        parts.need("is");
        if (!parts.take("null")) {
            read.add(new Part.Comment(table, column, parts.string()));
        }
        parts.end();
    }

    // Names what it is in its own words, as far as it has some.
    private void leave(List<Token> statement, String why) {
        var parts = new Parts(statement);
        var words = new ArrayList<String>();
        while (parts.isAt(Token.Kind.WORD) && !parts.at("public") && words.size() < 3) {
            words.add(parts.word());
        }
        var kind = words.isEmpty() ? "statement" : String.join(" ", words);
        var name = "line " + parts.line();
        if (words.size() > 1 && words.getFirst().equals("create")) {
            var what = words.get(1).equals("unique") || words.get(1).equals("or") ? 2 : 1;
            kind = words.get(Math.min(what, words.size() - 1));
            name = words.size() > what + 1 ? words.get(what + 1) : parts.named().orElse(name);
        } else if (parts.has("add", "constraint")) {
            kind = parts.has("foreign", "key") ? "foreign key" : "constraint";
            name = parts.after("add", "constraint").orElse(name);
        }
        var table = new Parts(statement).table(tables.keySet());
        read.add(
                new Part.Left(
                        table,
                        new Skipped(
                                kind, name, why + " (line " + new Parts(statement).line() + ")")));
    }
}
