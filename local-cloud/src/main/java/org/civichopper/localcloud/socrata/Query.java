package org.civichopper.localcloud.socrata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a request asks of a data set.
///
/// @param totals when there are some, there is one row, of these
/// @param limit never more than one answer may hold
record Query(
        List<Field> fields,
        List<Total> totals,
        Condition condition,
        Walk walk,
        int offset,
        int limit) {

    /// @param column where rows hold it
    record Field(String name, int column) {}

    record Total(String name, Kind kind) {}

    enum Kind {
        COUNT,
        MAX,
        MIN
    }

    private static final int ROWS_UNASKED = 1000;
    private static final Set<String> KNOWN =
            Set.of("$select", "$where", "$order", "$limit", "$offset", "$$app_token");

    /// @param turn how many requests came before
    static Query read(Map<String, String> parameters, Served data, int largestPage, long turn) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new Refusal(
                        400, "invalid_request", "Unrecognized arguments [%s]".formatted(name));
            }
        }
        var fields = new ArrayList<Field>();
        var totals = new ArrayList<Total>();
        select(parameters.getOrDefault("$select", "*"), data, fields, totals);
        return new Query(
                fields,
                totals,
                Where.read(parameters.getOrDefault("$where", ""), data),
                Walk.of(parameters.getOrDefault("$order", ""), data.rows(), turn),
                number(parameters, "$offset", 0),
                Math.min(largestPage, number(parameters, "$limit", ROWS_UNASKED)));
    }

    /// The same, with no more rows than these.
    Query atMost(int rows) {
        return new Query(fields, totals, condition, walk, offset, Math.min(limit, rows));
    }

    List<String> names() {
        return totals.isEmpty()
                ? fields.stream().map(Field::name).toList()
                : totals.stream().map(Total::name).toList();
    }

    private static void select(String text, Served data, List<Field> fields, List<Total> totals) {
        var tokens = new Tokens(text);
        do {
            var name = tokens.name();
            if (name.equals("*") || name.equals(":*")) {
                for (var each : name.equals("*") ? data.fields() : data.systemFields()) {
                    fields.add(new Field(each, data.column(each)));
                }
            } else if (tokens.took("(")) {
                totals.add(total(name, tokens));
            } else {
                int column = data.column(name);
                fields.add(new Field(tokens.took("AS") ? tokens.name() : name, column));
            }
        } while (tokens.took(","));
        tokens.expectEnd();
        if (!totals.isEmpty() && !fields.isEmpty()) {
            throw new Refusal(
                    400,
                    "query.soql.column-not-in-group-bys",
                    "Column not in group bys: " + fields.getFirst().name());
        }
    }

    private static Total total(String function, Tokens tokens) {
        var argument = tokens.name();
        tokens.expect(")");
        var call = "%s(%s)".formatted(function, argument).toLowerCase(Locale.ROOT);
        var total =
                switch (call) {
                    case "count(*)" -> new Total("count", Kind.COUNT);
                    case "max(:updated_at)" -> new Total("max_updated_at", Kind.MAX);
                    case "min(:updated_at)" -> new Total("min_updated_at", Kind.MIN);
                    default ->
                            throw Refusal.malformed(
                                    "count(*), max(:updated_at) or min(:updated_at)", call);
                };
        return tokens.took("AS") ? new Total(tokens.name(), total.kind()) : total;
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) {
        var text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Refusal.malformed(name + " to be a number", text);
        }
        return Integer.parseInt(text);
    }
}
