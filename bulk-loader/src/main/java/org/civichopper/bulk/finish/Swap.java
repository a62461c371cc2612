package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Exchanges tables, and the materialized views on them, for others of the same names that were
/// built beside, in a schema of their own. Those that stood are kept in another one, until the next
/// exchange. Indexes, constraints and sequences move with their tables and keep their names;
/// foreign keys of tables that stay in the schema are carried over.
///
/// A reader sees all of the old or all of the new, and waits for moments only, however long another
/// one reads.
///
/// @param schema that readers use
/// @param tables in the order in which they may be dropped: a view before its table
/// @param next where the next ones are built
/// @param before where those are kept that stood before
public record Swap(String schema, List<String> tables, Target next, Target before) {

    public Swap(String schema, List<String> tables, Target next) {
        this(schema, tables, next, new Target(schema + "_before"));
    }

    public Swap(String schema, List<String> tables) {
        this(schema, tables, new Target(schema + "_next"));
    }

    /// The same of other tables.
    public Swap of(List<String> others) {
        return new Swap(schema, others, next, before);
    }

    /// What of others hangs on the tables that stand, in words; never ours to drop.
    public List<String> dependents(Connection connection) throws SQLException {
        return dependents(connection, Set.of());
    }

    /// @param staying tables of the schema that are ours too: their foreign keys are carried over,
    ///   and not named
    public List<String> dependents(Connection connection, Collection<String> staying)
            throws SQLException {
        return new Dependents(schema, tables, staying).find(connection);
    }

    /// What of others hangs on the tables that are kept, so that the next exchange could not drop
    /// them: where it is not gone until then, that exchange fails.
    public List<String> hangsOnKept(Connection connection) throws SQLException {
        return new Dependents(before().schema(), tables, Set.of()).find(connection);
    }

    /// Puts the next ones in the place of those that stand, in the transaction of the caller.
    ///
    /// @throws SQLException with state 55P03 where readers left no moment for it
    public void exchange(Connection connection) throws SQLException {
        exchange(connection, List.of());
    }

    /// @param keptUntilNow other tables that the exchange before this one put away
    public void exchange(Connection connection, Collection<String> keptUntilNow)
            throws SQLException {
        new Target(schema).make(connection);
        before().make(connection);
        for (var table : tables) {
            new Privileges(schema, next().schema()).carry(connection, table);
        }
        var old = of(Stream.concat(tables.stream(), keptUntilNow.stream()).distinct().toList());
        undisturbed(
                connection,
                () -> {
                    old.dropAll(connection, before());
                    move(connection, schema, before().schema());
                    move(connection, next().schema(), schema);
                });
    }

    /// Puts those that stood before in the place of those that stand, and drops these.
    ///
    /// @throws SQLException with state 55P03 where readers left no moment for it
    public void putBack(Connection connection) throws SQLException {
        next().make(connection);
        undisturbed(
                connection,
                () -> {
                    dropAll(connection, next());
                    move(connection, schema, next().schema());
                    move(connection, before().schema(), schema);
                    dropAll(connection, next());
                });
    }

    /// After the commit of an exchange: makes the foreign keys valid that it carried over, where
    /// they hold.
    public void settle(Connection connection) throws SQLException {
        new CarriedKeys(schema, tables).settle(connection);
    }

    /// Whether something is kept that a rollback can put back.
    public boolean hasPredecessor(Connection connection) throws SQLException {
        for (var table : tables) {
            if (before().has(connection, table)) {
                return true;
            }
        }
        return false;
    }

    /// Drops what lies in a schema of ours under these names; fails where others hang on it.
    public void drop(Connection connection, Target from) throws SQLException {
        ShortLocks.USUAL.run(connection, locked(connection, from), () -> dropAll(connection, from));
    }

    private void undisturbed(Connection connection, ShortLocks.Work work) throws SQLException {
        var keys = new CarriedKeys(schema, tables);
        ShortLocks.USUAL.run(
                connection,
                locked(connection, new Target(schema), next(), before()),
                () -> keys.over(connection, work));
    }

    private static final String LOCKED =
            """
            WITH ours AS (
                 SELECT c.oid
                   FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = ANY (?)
                    AND c.relname = ANY (?)
                    AND c.relkind IN ('r', 'p'))
            SELECT format('%I.%I', n.nspname, c.relname) AS name
              FROM (SELECT oid FROM ours
                     UNION
                    SELECT k.confrelid FROM pg_constraint k JOIN ours ON ours.oid = k.conrelid AND k.contype = 'f'
                     UNION
                    SELECT k.conrelid FROM pg_constraint k JOIN ours ON ours.oid = k.confrelid AND k.contype = 'f') AS wanted
              JOIN pg_class c USING (oid)
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN (?, ?, ?)
               AND pg_has_role(c.relowner, 'USAGE')
             ORDER BY 1
            """;

    // Foreign keys make a change of one table wait for readers of the other, too.
    private List<String> locked(Connection connection, Target... schemas) throws SQLException {
        var names = Stream.of(schemas).map(Target::schema).toArray();
        try (var statement = connection.prepareStatement(LOCKED)) {
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            statement.setString(3, schema);
            statement.setString(4, next().schema());
            statement.setString(5, before().schema());
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString("name"));
                }
                return found;
            }
        }
    }

    // Tables in one statement: they may refer to each other.
    private void dropAll(Connection connection, Target from) throws SQLException {
        var dropped = new ArrayList<String>();
        for (var table : tables) {
            var name = Identifier.quoted(from.schema(), table);
            var kind = kind(connection, from.schema(), table);
            if (kind.equals("TABLE")) {
                dropped.add(name);
            } else if (!kind.isEmpty()) {
                run(connection, "DROP %s %s".formatted(kind, name));
            }
        }
        if (!dropped.isEmpty()) {
            run(connection, "DROP TABLE " + String.join(", ", dropped));
        }
    }

    private void move(Connection connection, String from, String to) throws SQLException {
        for (var table : tables) {
            var kind = kind(connection, from, table);
            if (!kind.isEmpty()) {
                run(
                        connection,
                        "ALTER %s %s SET SCHEMA %s"
                                .formatted(
                                        kind,
                                        Identifier.quoted(from, table),
                                        Identifier.quoted(to)));
            }
        }
    }

    private static final String KIND =
            """
            SELECT CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END
              FROM pg_class
             WHERE oid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
            """;

    /// Empty where it is not there.
    private static String kind(Connection connection, String from, String table)
            throws SQLException {
        try (var statement = connection.prepareStatement(KIND)) {
            statement.setString(1, from);
            statement.setString(2, table);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
