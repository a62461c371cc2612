package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Exchanges tables, and the materialized views on them, for others of the same names that were
/// built beside, in a schema of their own. Those that stood are kept in another one, until the next
/// exchange. Indexes, constraints and sequences move with their tables and keep their names.
///
/// @param schema that readers use
/// @param tables in the order in which they may be dropped: a view before its table
public record Swap(String schema, List<String> tables) {

    /// Where the next ones are built.
    public Target next() {
        return new Target(schema + "_next");
    }

    /// Where those are kept that stood before.
    public Target before() {
        return new Target(schema + "_before");
    }

    // What hangs on a table by its oid would go on looking at the one that is put away.
    private static final String DEPENDENTS =
            """
            WITH ours AS (
                 SELECT c.oid, c.relname
                   FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = ?
                    AND c.relname = ANY (?))
            SELECT DISTINCT 'view ' || v.oid::regclass || ' reads ' || ours.relname AS what
              FROM ours
              JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = ours.oid
                              AND d.classid = 'pg_rewrite'::regclass
              JOIN pg_rewrite w ON w.oid = d.objid
              JOIN pg_class v ON v.oid = w.ev_class
             WHERE v.oid NOT IN (SELECT oid FROM ours)
             UNION
            SELECT 'foreign key ' || k.conname || ' of ' || k.conrelid::regclass || ' refers to ' || ours.relname
              FROM ours
              JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = ours.oid
             WHERE k.conrelid NOT IN (SELECT oid FROM ours)
             UNION
            SELECT 'publication ' || p.pubname || ' publishes ' || ours.relname
              FROM ours
              JOIN pg_publication_rel r ON r.prrelid = ours.oid
              JOIN pg_publication p ON p.oid = r.prpubid
             UNION
            SELECT 'table ' || i.inhrelid::regclass || ' inherits from ' || ours.relname
              FROM ours
              JOIN pg_inherits i ON i.inhparent = ours.oid
             UNION
            SELECT 'trigger ' || t.tgname || ' is on ' || ours.relname
              FROM ours
              JOIN pg_trigger t ON t.tgrelid = ours.oid AND NOT t.tgisinternal
             ORDER BY 1
            """;

    /// What of others hangs on the tables that stand, in words; never ours to drop.
    public List<String> dependents(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(DEPENDENTS)) {
            statement.setString(1, schema);
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    /// Puts the next ones in the place of those that stand, in the transaction of the caller.
    public void exchange(Connection connection) throws SQLException {
        before().make(connection);
        drop(connection, before());
        for (var table : tables) {
            carryPrivileges(connection, table);
        }
        move(connection, schema, before().schema());
        move(connection, next().schema(), schema);
    }

    /// Puts those that stood before in the place of those that stand, and these away for the next
    /// rollback to find.
    public void putBack(Connection connection) throws SQLException {
        next().make(connection);
        drop(connection, next());
        move(connection, schema, next().schema());
        move(connection, before().schema(), schema);
        drop(connection, next());
    }

    /// Whether all that a rollback needs is kept.
    public boolean hasPredecessor(Connection connection) throws SQLException {
        for (var table : tables) {
            if (!before().has(connection, table)) {
                return false;
            }
        }
        return true;
    }

    /// Drops what lies in a schema of ours under these names; fails where others hang on it.
    public void drop(Connection connection, Target from) throws SQLException {
        for (var table : tables) {
            if (from.has(connection, table)) {
                run(
                        connection,
                        "DROP %s %s"
                                .formatted(
                                        kind(connection, from.schema(), table),
                                        Identifier.quoted(from.schema(), table)));
            }
        }
    }

    private void move(Connection connection, String from, String to) throws SQLException {
        for (var table : tables) {
            if (new Target(from).has(connection, table)) {
                run(
                        connection,
                        "ALTER %s %s SET SCHEMA %s"
                                .formatted(
                                        kind(connection, from, table),
                                        Identifier.quoted(from, table),
                                        Identifier.quoted(to)));
            }
        }
    }

    private static final String KIND =
            """
            SELECT relkind = 'm' FROM pg_class WHERE oid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
            """;

    private static String kind(Connection connection, String from, String table)
            throws SQLException {
        try (var statement = connection.prepareStatement(KIND)) {
            statement.setString(1, from);
            statement.setString(2, table);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1) ? "MATERIALIZED VIEW" : "TABLE";
            }
        }
    }

    // On the table and on the sequence that it owns; of each grant with its option.
    private static final String PRIVILEGES =
            """
            SELECT format('GRANT %s ON %s %I.%I TO %s%s',
                          acl.privilege_type,
                          CASE WHEN c.relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                          ?::text, c.relname,
                          CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                          CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS given
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              CROSS JOIN aclexplode(c.relacl) acl
             WHERE n.nspname = ?
               AND acl.grantee <> c.relowner
               AND (c.relname = ? OR c.oid IN (
                    SELECT d.objid
                      FROM pg_depend d
                     WHERE d.classid = 'pg_class'::regclass
                       AND d.deptype = 'a'
                       AND d.refobjid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
                       AND c.relkind = 'S'))
            """;

    private void carryPrivileges(Connection connection, String table) throws SQLException {
        var grants = new ArrayList<String>();
        try (var statement = connection.prepareStatement(PRIVILEGES)) {
            statement.setString(1, next().schema());
            statement.setString(2, schema);
            statement.setString(3, table);
            statement.setString(4, schema);
            statement.setString(5, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
        }
        for (var grant : grants) {
            run(connection, grant);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
