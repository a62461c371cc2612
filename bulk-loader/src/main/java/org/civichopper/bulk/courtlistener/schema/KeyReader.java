package org.civichopper.bulk.courtlistener.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.civichopper.bulk.finish.Identifier;

/// Reads primary keys, unique constraints, foreign keys and indexes.
final class KeyReader {

    private static final List<String> METHODS =
            List.of("btree", "hash", "gin", "gist", "spgist", "brin");
    private static final List<String> ACTIONS =
            List.of("no action", "restrict", "cascade", "set null", "set default");

    private KeyReader() {}

    static Part key(Parts parts, String table, String name) {
        var primary = parts.take("primary", "key");
        if (!primary) {
            parts.need("unique");
        }
        var nulls = !primary && parts.take("nulls", "not", "distinct");
        var columns = distinct(parts.names());
        var include = parts.take("include") ? parts.names() : List.<String>of();
        var deferral = deferral(parts);
        parts.end();
        return new Part.Key(table, name, primary, nulls, columns, include, deferral);
    }

    static Part foreign(Parts parts, String table, String name) {
        var columns = distinct(parts.names());
        parts.need("references");
        var parent = parts.inPublic();
        var references = distinct(parts.names());
        if (columns.size() != references.size()) {
            throw new NotUnderstood("expected as many columns as it refers to");
        }
        if (parts.take("match", "full") && columns.size() > 1) {
            throw new NotUnderstood("MATCH FULL is not on the list");
        }
        var rest = new StringBuilder();
        while (parts.take("on")) {
            var when = parts.take("update") ? "UPDATE" : "DELETE";
            if (when.equals("DELETE")) {
                parts.need("delete");
            }
            rest.append(" ON ").append(when).append(" ").append(action(parts));
        }
        rest.append(deferral(parts));
        parts.take("not", "valid");
        parts.end();
        return new Part.ForeignKey(table, name, columns, parent, references, rest.toString());
    }

    private static String action(Parts parts) {
        for (var action : ACTIONS) {
            if (parts.take(action.split(" "))) {
                return action;
            }
        }
        throw parts.notUnderstood("an action");
    }

    private static String deferral(Parts parts) {
        var sql = parts.take("deferrable") ? " DEFERRABLE" : "";
        return sql + (parts.take("initially", "deferred") ? " INITIALLY DEFERRED" : "");
    }

    private static List<String> distinct(List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new NotUnderstood("a column twice");
        }
        return names;
    }

    /// What follows `CREATE INDEX`.
    ///
    /// @param isColumn of the table that is named in it
    static Part index(
            Parts parts,
            boolean unique,
            java.util.function.Function<String, Predicate<String>> isColumn) {
        var name = parts.name();
        parts.need("on");
        parts.take("only");
        var table = parts.inPublic();
        var columns = isColumn.apply(table);
        parts.need("using");
        var method = parts.word();
        if (!METHODS.contains(method)) {
            throw new NotUnderstood("access method " + method + " is not on the list");
        }
        var elements = new ArrayList<Part.Element>();
        for (var element : parts.brackets().commas()) {
            elements.add(element(element, columns));
        }
        var include = parts.take("include") ? parts.names() : List.<String>of();
        var nulls = parts.take("nulls", "not", "distinct");
        if (parts.take("with")) {
            parts.brackets(); // how it is stored
        }
        var where =
                parts.take("where")
                        ? Optional.of(Expression.whole(parts, columns))
                        : Optional.<String>empty();
        parts.end();
        return new Part.Index(table, name, unique, method, elements, include, nulls, where);
    }

    private static Part.Element element(Parts parts, Predicate<String> isColumn) {
        Optional<String> column = Optional.empty();
        String sql;
        if (parts.at("(")) {
            sql = "(" + Expression.whole(parts.brackets(), isColumn) + ")";
        } else if (parts.isCall()) {
            sql = "(" + Expression.whole(parts.call(), isColumn) + ")";
        } else {
            var name = parts.name();
            if (!isColumn.test(name)) {
                throw new NotUnderstood("column " + name + " is not there");
            }
            column = Optional.of(name);
            sql = Identifier.quoted(name);
        }
        if (parts.take("collate")) {
            parts.take("pg_catalog", ".");
            var collation = parts.name();
            if (!List.of("C", "POSIX", "default").contains(collation)) {
                throw new NotUnderstood("collation " + collation + " is not on the list");
            }
            sql += " COLLATE pg_catalog." + Identifier.quoted(collation);
        }
        var operatorClass = operatorClass(parts);
        var order = new StringBuilder();
        if (parts.take("desc")) {
            order.append(" DESC");
        } else {
            parts.take("asc");
        }
        if (parts.take("nulls", "first")) {
            order.append(" NULLS FIRST");
        } else if (parts.take("nulls", "last")) {
            order.append(" NULLS LAST");
        }
        parts.end();
        return new Part.Element(column, sql, operatorClass, order.toString());
    }

    private static Optional<String> operatorClass(Parts parts) {
        if (parts.done() || parts.at("asc") || parts.at("desc") || parts.at("nulls")) {
            return Optional.empty();
        }
        var name = parts.name();
        return Optional.of(parts.take(".") ? parts.name() : name);
    }
}
