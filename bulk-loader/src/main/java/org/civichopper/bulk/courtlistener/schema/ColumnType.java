package org.civichopper.bulk.courtlistener.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A type of the list, as SQL.
record ColumnType(String sql) {

    static final ColumnType TEXT = new ColumnType("text");

    private enum Modifier {
        NONE,
        LENGTH,
        PRECISION,
        SECONDS
    }

    private static final Map<String, Modifier> LIST =
            Map.ofEntries(
                    Map.entry("smallint", Modifier.NONE),
                    Map.entry("integer", Modifier.NONE),
                    Map.entry("bigint", Modifier.NONE),
                    Map.entry("boolean", Modifier.NONE),
                    Map.entry("real", Modifier.NONE),
                    Map.entry("double precision", Modifier.NONE),
                    Map.entry("numeric", Modifier.PRECISION),
                    Map.entry("text", Modifier.NONE),
                    Map.entry("character varying", Modifier.LENGTH),
                    Map.entry("character", Modifier.LENGTH),
                    Map.entry("date", Modifier.NONE),
                    Map.entry("timestamp", Modifier.SECONDS),
                    Map.entry("time", Modifier.SECONDS),
                    Map.entry("interval", Modifier.NONE),
                    Map.entry("uuid", Modifier.NONE),
                    Map.entry("json", Modifier.NONE),
                    Map.entry("jsonb", Modifier.NONE),
                    Map.entry("bytea", Modifier.NONE),
                    Map.entry("inet", Modifier.NONE),
                    Map.entry("cidr", Modifier.NONE),
                    Map.entry("tsvector", Modifier.NONE));

    private static final Set<String> COMPRESSED =
            Set.of("text", "json", "jsonb", "bytea", "tsvector");

    boolean isWhole() {
        return List.of("smallint", "integer", "bigint").contains(sql);
    }

    /// Whether values of it may be compressed.
    boolean compresses() {
        return COMPRESSED.contains(sql) || sql.startsWith("character varying") || sql.endsWith("]");
    }

    static ColumnType read(Parts parts) {
        parts.take("pg_catalog", ".");
        var name = parts.word();
        if (name.equals("double")) {
            parts.need("precision");
            name = "double precision";
        } else if (name.equals("character") && parts.take("varying")) {
            name = "character varying";
        }
        var modifier = LIST.get(name);
        if (modifier == null) {
            throw new NotUnderstood("type " + name + " is not on the list");
        }
        var sql =
                new StringBuilder(name)
                        .append(
                                switch (modifier) {
                                    case NONE -> "";
                                    case LENGTH -> numbers(parts, 1);
                                    case PRECISION -> numbers(parts, 2);
                                    case SECONDS -> numbers(parts, 1) + zone(parts);
                                });
        while (parts.take("[", "]")) {
            sql.append("[]");
        }
        return new ColumnType(sql.toString());
    }

    private static String numbers(Parts parts, int most) {
        if (!parts.take("(")) {
            return "";
        }
        var sql = new StringBuilder("(").append(parts.number());
        for (var number = 1; number < most && parts.take(","); number++) {
            sql.append(", ").append(parts.number());
        }
        parts.need(")");
        return sql.append(")").toString();
    }

    private static String zone(Parts parts) {
        for (var with : new String[] {"with", "without"}) {
            if (parts.take(with, "time", "zone")) {
                return " " + with + " time zone";
            }
        }
        return "";
    }
}
