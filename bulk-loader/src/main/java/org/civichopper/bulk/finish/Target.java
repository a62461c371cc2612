package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;

/// A schema that rows are brought to: one run finishes there at a time, and its statements name its
/// tables without it.
///
/// @param schema its name, unquoted
public record Target(String schema) {

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('hopper load target ' || ?, 0))";

    /// Waits until no other run finishes there; holds to the end of the transaction.
    public void lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, schema);
            statement.execute();
        }
    }

    private static final String USE = "SELECT set_config('search_path', quote_ident(?), ?)";

    /// From here on to the end of the transaction, names without a schema are this one's.
    public void use(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(USE)) {
            statement.setString(1, schema);
            statement.setBoolean(2, !connection.getAutoCommit());
            statement.execute();
        }
    }

    private static final String IS_THERE = "SELECT to_regnamespace(quote_ident(?)) IS NOT NULL";

    /// Makes the schema where it is missing.
    public void make(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(IS_THERE)) {
            statement.setString(1, schema);
            try (var answer = statement.executeQuery()) {
                answer.next();
                if (answer.getBoolean(1)) {
                    return; // without the privilege that making it would ask for
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + Identifier.quoted(schema));
        }
    }

    /// How many rows a table has.
    public long rows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + Identifier.quoted(schema, table))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Whether a table, or a view with rows, has none.
    public boolean isEmpty(Connection connection, String table) throws SQLException {
        var question =
                "SELECT NOT EXISTS (SELECT FROM %s)".formatted(Identifier.quoted(schema, table));
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /// Takes all rows out of a table.
    public void truncate(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + Identifier.quoted(schema, table));
        }
    }

    /// Drops the schema where it is there, which must be empty.
    public void drop(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + Identifier.quoted(schema));
        }
    }

    /// Drops the schema with all that is in it, which must be of one run alone.
    public void dropWithTables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + Identifier.quoted(schema) + " CASCADE");
        }
    }

    private static final String HAS =
            "SELECT to_regclass(quote_ident(?) || '.' || quote_ident(?)) IS NOT NULL";

    public boolean has(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(HAS)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }
}
