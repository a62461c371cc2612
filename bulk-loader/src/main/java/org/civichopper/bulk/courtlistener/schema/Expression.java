package org.civichopper.bulk.courtlistener.schema;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.civichopper.bulk.finish.Identifier;

/// Reads a condition or a value of the list (columns, literals, casts, comparisons, a few
/// functions) and puts it together anew, with brackets around everything.
final class Expression {

    private static final Set<String> COMPARISONS =
            Set.of("=", "<>", "!=", "<", "<=", ">", ">=", "~~", "!~~");
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "now",
                    "clock_timestamp",
                    "statement_timestamp",
                    "transaction_timestamp",
                    "gen_random_uuid",
                    "lower",
                    "upper",
                    "length",
                    "char_length",
                    "btrim",
                    "abs");
    private static final List<String> TESTS = List.of("null", "true", "false", "unknown");
    private static final List<String> CONSTANTS =
            List.of("true", "false", "null", "current_timestamp", "current_date");
    private static final int DEEPEST = 50;

    private final Parts parts;
    private final Predicate<String> isColumn;
    private int depth;

    private Expression(Parts parts, Predicate<String> isColumn) {
        this.parts = parts;
        this.isColumn = isColumn;
    }

    /// All that is left, as SQL.
    static String whole(Parts parts, Predicate<String> isColumn) {
        var sql = new Expression(parts, isColumn).or();
        parts.end();
        return sql;
    }

    private String or() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood("brackets deeper than " + DEEPEST);
        }
        var sql = new StringBuilder(and());
        while (parts.take("or")) {
            sql.append(" OR ").append(and());
        }
        depth--;
        return sql.toString();
    }

    private String and() {
        var sql = new StringBuilder(not());
        while (parts.take("and")) {
            sql.append(" AND ").append(not());
        }
        return sql.toString();
    }

    private String not() {
        var nots = 0;
        while (parts.take("not")) {
            nots++;
        }
        return "(NOT ".repeat(nots) + comparison() + ")".repeat(nots);
    }

    private String comparison() {
        var left = sum();
        if (parts.take("is")) {
            return "(" + left + is() + ")";
        }
        for (var comparison : COMPARISONS) {
            if (parts.take(comparison)) {
                return "(" + left + " " + comparison + " " + right() + ")";
            }
        }
        return left;
    }

    private String is() {
        var not = parts.take("not") ? " NOT" : "";
        if (parts.take("distinct", "from")) {
            return " IS" + not + " DISTINCT FROM " + sum();
        }
        for (var test : TESTS) {
            if (parts.take(test)) {
                return " IS" + not + " " + test;
            }
        }
        throw parts.notUnderstood("NULL or DISTINCT FROM");
    }

    private String right() {
        for (var quantor : List.of("any", "all")) {
            if (parts.take(quantor)) {
                parts.need("(");
                var array = sum();
                parts.need(")");
                return quantor + " (" + array + ")";
            }
        }
        return sum();
    }

    private String sum() {
        var sql = cast();
        for (var sign : List.of("+", "-", "*")) {
            if (parts.at(sign)) { // of one kind: others stand in brackets
                while (parts.take(sign)) {
                    sql = "(" + sql + " " + sign + " " + cast() + ")";
                }
                return sql;
            }
        }
        return sql;
    }

    private String cast() {
        var sql = primary();
        while (parts.take("::")) {
            sql = "(" + sql + ")::" + ColumnType.read(parts).sql();
        }
        return sql;
    }

    private String primary() {
        if (parts.take("(")) {
            var inner = or();
            parts.need(")");
            return "(" + inner + ")";
        }
        if (parts.take("-")) {
            return "(-" + parts.decimal() + ")";
        }
        if (parts.isAt(Token.Kind.STRING)) {
            return Literal.quoted(parts.string());
        }
        if (parts.isAt(Token.Kind.NUMBER)) {
            return parts.decimal();
        }
        if (parts.take("array", "[")) {
            return "ARRAY[" + list("]") + "]";
        }
        for (var constant : CONSTANTS) {
            if (parts.take(constant)) {
                return constant;
            }
        }
        return functionOrColumn();
    }

    private String functionOrColumn() {
        parts.take("pg_catalog", ".");
        var quoted = parts.isAt(Token.Kind.NAME);
        var name = parts.name();
        if (!quoted && parts.take("(")) {
            if (!FUNCTIONS.contains(name)) {
                throw new NotUnderstood("function " + name + " is not on the list");
            }
            return "pg_catalog." + name + "(" + list(")") + ")";
        }
        if (!isColumn.test(name)) {
            throw new NotUnderstood("column " + name + " is not there");
        }
        return Identifier.quoted(name);
    }

    private String list(String end) {
        var sql = new StringBuilder();
        while (!parts.take(end)) {
            if (!sql.isEmpty()) {
                parts.need(",");
                sql.append(", ");
            }
            sql.append(or());
        }
        return sql.toString();
    }
}
