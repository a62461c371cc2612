package org.civichopper.bulk.parquet;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/// One column: what it is called, how it is handed over as text, and what it becomes.
///
/// @param name unquoted
/// @param type as the engine reads it from text
/// @param isList whether it is a list, handed over as JSON
record ParquetColumn(String name, String type, boolean isList) {

    private static final int MOST_DIGITS = 38; // of a decimal

    static ParquetColumn of(ResultSetMetaData columns, int at) throws SQLException {
        var name = columns.getColumnLabel(at);
        var postgres = columns.getColumnTypeName(at);
        return switch (postgres) {
            case "int2", "int4" -> new ParquetColumn(name, "INTEGER", false);
            case "int8", "bigserial" -> new ParquetColumn(name, "BIGINT", false);
            case "serial", "smallserial" -> new ParquetColumn(name, "INTEGER", false);
            case "float4", "float8" -> new ParquetColumn(name, "DOUBLE", false);
            case "bool" -> new ParquetColumn(name, "BOOLEAN", false);
            case "date" -> new ParquetColumn(name, "DATE", false);
            case "timestamp" -> new ParquetColumn(name, "TIMESTAMP", false);
            case "timestamptz" -> new ParquetColumn(name, "TIMESTAMPTZ", false);
            case "numeric" ->
                    new ParquetColumn(
                            name, decimal(columns.getPrecision(at), columns.getScale(at)), false);
            case "_text", "_varchar" -> new ParquetColumn(name, "VARCHAR", true);
            default -> new ParquetColumn(name, "VARCHAR", false);
        };
    }

    // One that knows no bounds stays text, so that no digit is lost.
    private static String decimal(int precision, int scale) {
        return precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision
                ? "DECIMAL(%d, %d)".formatted(precision, scale)
                : "VARCHAR";
    }

    /// As the engine names it where it reads it.
    String declared() {
        return literal(name) + ": " + literal(type);
    }

    /// As it comes out of that.
    String selected() {
        var quoted = '"' + name.replace("\"", "\"\"") + '"';
        return isList ? "from_json(%1$s, '[\"VARCHAR\"]') AS %1$s".formatted(quoted) : quoted;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
