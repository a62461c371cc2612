package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the database has already.
record Catalog(Connection connection) {

    private static final String CONSTRAINT =
            """
            SELECT k.convalidated::text
              FROM pg_constraint k
             WHERE k.conrelid = to_regclass(format('%I.%I', ?::text, ?::text))
               AND k.conname = ?
            """;

    boolean hasConstraint(String schema, String table, String name) throws SQLException {
        return !ask(CONSTRAINT, schema, table, name).isEmpty();
    }

    boolean isValid(String schema, String table, String name) throws SQLException {
        return ask(CONSTRAINT, schema, table, name).equals(List.of("true"));
    }

    private static final String INDEX =
            """
            SELECT c.relname
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = to_regclass(format('%I.%I', ?::text, ?::text))
               AND c.relname = ?
            """;

    boolean hasIndex(String schema, String table, String name) throws SQLException {
        return !ask(INDEX, schema, table, name).isEmpty();
    }

    private static final String TABLE =
            "SELECT to_regclass(format('%I.%I', ?::text, ?::text))::text";

    boolean hasTable(String schema, String table) throws SQLException {
        return ask(TABLE, schema, table).getFirst() != null;
    }

    private static final String COLUMNS =
            """
            SELECT a.attname
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(format('%I.%I', ?::text, ?::text))
               AND a.attnum > 0
               AND NOT a.attisdropped
             ORDER BY a.attnum
            """;

    List<String> columns(String schema, String table) throws SQLException {
        return ask(COLUMNS, schema, table);
    }

    private static final String NULLABLE =
            """
            SELECT a.attname
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(format('%I.%I', ?::text, ?::text))
               AND a.attnum > 0
               AND NOT a.attisdropped
               AND NOT a.attnotnull
            """;

    List<String> nullable(String schema, String table) throws SQLException {
        return ask(NULLABLE, schema, table);
    }

    private static final String GENERATED =
            """
            SELECT a.attname
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(format('%I.%I', ?::text, ?::text))
               AND a.attname = ?
               AND (a.attidentity <> '' OR a.atthasdef)
            """;

    /// Whether the column has a default or an identity.
    boolean hasDefault(String schema, String table, String column) throws SQLException {
        return !ask(GENERATED, schema, table, column).isEmpty();
    }

    // Of an extension it may be in any schema.
    private static final String OPERATOR_CLASS =
            """
            SELECT format('%I.%I', n.nspname, o.opcname)
              FROM pg_opclass o
              JOIN pg_namespace n ON n.oid = o.opcnamespace
              JOIN pg_am m ON m.oid = o.opcmethod
             WHERE m.amname = ?
               AND o.opcname = ?
             ORDER BY n.nspname = 'pg_catalog' DESC, n.nspname = 'public' DESC, n.nspname
             LIMIT 1
            """;

    /// As SQL takes it.
    Optional<String> operatorClass(String method, String name) throws SQLException {
        return ask(OPERATOR_CLASS, method, name).stream().findFirst();
    }

    private static final String SEQUENCES =
            """
            SELECT a.attname
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(format('%1$I.%2$I', ?::text, ?::text))
               AND a.attnum > 0
               AND NOT a.attisdropped
               AND pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) IS NOT NULL
            """;

    /// Columns that take their value from a sequence.
    List<String> numbered(String schema, String table) throws SQLException {
        return ask(SEQUENCES, schema, table);
    }

    private static final String ANALYZED =
            "SELECT 1 FROM pg_stats WHERE schemaname = ? AND tablename = ? LIMIT 1";

    boolean isAnalyzed(String schema, String table) throws SQLException {
        return !ask(ANALYZED, schema, table).isEmpty();
    }

    private List<String> ask(String question, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            for (var index = 0; index < values.length; index++) {
                statement.setString(index + 1, values[index]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }
}
