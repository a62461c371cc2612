package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The foreign keys of tables that stay in the schema to tables that are exchanged: taken off those
/// that go, put on those that come. They are not valid then, until [#settle].
record CarriedKeys(String schema, List<String> tables) {

    /// @param definition with the parent's name in full, as the catalog has it
    private record Key(String child, String parent, String name, String definition) {

        void takeOff(Connection connection, String schema) throws SQLException {
            Swap.run(
                    connection,
                    "ALTER TABLE %s DROP CONSTRAINT %s"
                            .formatted(Identifier.quoted(schema, child), Identifier.quoted(name)));
        }

        void putOn(Connection connection, String schema) throws SQLException {
            Swap.run(
                    connection,
                    "ALTER TABLE %s ADD CONSTRAINT %s %s%s"
                            .formatted(
                                    Identifier.quoted(schema, child),
                                    Identifier.quoted(name),
                                    definition,
                                    definition.endsWith(" NOT VALID") ? "" : " NOT VALID"));
        }
    }

    // The catalog writes names in full where no search path finds them.
    private static final String PATH =
            "SELECT current_setting('search_path'), set_config('search_path', ?, true)";

    private static String path(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement(PATH)) {
            statement.setString(1, path);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static final String FIND =
            """
            SELECT child.relname AS child, parent.relname AS parent, k.conname, pg_get_constraintdef(k.oid) AS definition
              FROM pg_constraint k
              JOIN pg_class child ON child.oid = k.conrelid
              JOIN pg_class parent ON parent.oid = k.confrelid
             WHERE k.contype = 'f'
               AND child.relnamespace = to_regnamespace(quote_ident(?))
               AND parent.relnamespace = child.relnamespace
               AND parent.relname = ANY (?)
               AND child.relname <> ALL (?)
               AND pg_has_role(child.relowner, 'USAGE')
               AND (NOT k.convalidated OR NOT ?)
             ORDER BY 1, 3
            """;

    private List<Key> find(Connection connection, boolean onlyUnsettled) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            var names = connection.createArrayOf("text", tables.toArray());
            statement.setString(1, schema);
            statement.setArray(2, names);
            statement.setArray(3, names);
            statement.setBoolean(4, onlyUnsettled);
            try (var rows = statement.executeQuery()) {
                var keys = new ArrayList<Key>();
                while (rows.next()) {
                    keys.add(
                            new Key(
                                    rows.getString("child"),
                                    rows.getString("parent"),
                                    rows.getString("conname"),
                                    rows.getString("definition")));
                }
                return keys;
            }
        }
    }

    /// A key whose parent does not come again is left off.
    void over(Connection connection, ShortLocks.Work exchange) throws SQLException {
        var path = path(connection, "");
        var keys = find(connection, false);
        path(connection, path);
        for (var key : keys) {
            key.takeOff(connection, schema);
        }
        exchange.run();
        for (var key : keys) {
            if (new Target(schema).has(connection, key.parent())) {
                key.putOn(connection, schema);
            }
        }
    }

    /// Makes those valid that hold; one that does not stays as it is, and guards new rows.
    void settle(Connection connection) throws SQLException {
        for (var key : find(connection, true)) {
            Validation.attempt(connection, schema, key.child(), key.name());
        }
    }
}
