package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What of others hangs on tables by their oid, and would go on hanging on those that are put away.
///
/// @param staying tables of the schema that are ours too and stay: their foreign keys are carried
///   over
record Dependents(String schema, List<String> tables, Collection<String> staying) {

    // A row type or a sequence may be used where its table is not.
    private static final String FIND =
            """
            WITH ours AS (
                 SELECT c.oid, c.relname, c.reltype, c.relrowsecurity, c.relispartition
                   FROM pg_class c
                   JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = ?
                    AND c.relname = ANY (?)
                    AND c.relkind IN ('r', 'p', 'm')),
            parts AS (
                 SELECT oid AS part, 'pg_class'::regclass AS class, relname FROM ours
                  UNION ALL
                 SELECT reltype, 'pg_type'::regclass, relname FROM ours
                  UNION ALL
                 SELECT t.typarray, 'pg_type'::regclass, ours.relname FROM ours JOIN pg_type t ON t.oid = reltype
                  UNION ALL
                 SELECT d.objid, 'pg_class'::regclass, ours.relname
                   FROM ours
                   JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = ours.oid
                                   AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                   JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S')
            SELECT CASE v.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' ELSE 'a rule on ' END
                   || v.oid::regclass || ' reads ' || parts.relname AS what
              FROM parts
              JOIN pg_depend d ON d.refclassid = parts.class AND d.refobjid = parts.part
                              AND d.classid = 'pg_rewrite'::regclass
              JOIN pg_rewrite w ON w.oid = d.objid
              JOIN pg_class v ON v.oid = w.ev_class
             WHERE v.oid NOT IN (SELECT oid FROM ours)
             UNION
            SELECT 'rule ' || w.rulename || ' is on ' || ours.relname
              FROM ours
              JOIN pg_rewrite w ON w.ev_class = ours.oid AND w.rulename <> '_RETURN'
             UNION
            SELECT pg_describe_object(d.classid, d.objid, d.objsubid) || ' uses ' || parts.relname
              FROM parts
              JOIN pg_depend d ON d.refclassid = parts.class AND d.refobjid = parts.part AND d.deptype = 'n'
             WHERE d.classid IN ('pg_proc'::regclass, 'pg_cast'::regclass, 'pg_transform'::regclass)
                OR (d.classid = 'pg_class'::regclass AND d.objid NOT IN (SELECT oid FROM ours)
                    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = d.objid)
                    AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = d.objid AND i.inhparent = d.refobjid))
                OR (d.classid = 'pg_attrdef'::regclass
                    AND (SELECT a.adrelid FROM pg_attrdef a WHERE a.oid = d.objid) NOT IN (SELECT oid FROM ours))
                OR (d.classid = 'pg_type'::regclass AND d.objid NOT IN (SELECT part FROM parts))
             UNION
            SELECT 'foreign key ' || k.conname || ' of ' || k.conrelid::regclass || ' refers to ' || ours.relname
              FROM ours
              JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = ours.oid
              JOIN pg_class c ON c.oid = k.conrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE k.conrelid NOT IN (SELECT oid FROM ours)
               AND NOT (n.nspname = ? AND c.relname = ANY (?))
             UNION
            SELECT 'publication ' || p.pubname || ' publishes ' || ours.relname
              FROM ours
              JOIN pg_publication_rel r ON r.prrelid = ours.oid
              JOIN pg_publication p ON p.oid = r.prpubid
             UNION
            SELECT 'publication ' || p.pubname || ' publishes all tables, ' || ours.relname || ' among them'
              FROM ours
              JOIN pg_publication p ON p.puballtables
             UNION
            SELECT 'table ' || i.inhrelid::regclass || ' inherits from ' || ours.relname
              FROM ours
              JOIN pg_inherits i ON i.inhparent = ours.oid
             UNION
            SELECT 'table ' || ours.relname || ' inherits from ' || i.inhparent::regclass
              FROM ours
              JOIN pg_inherits i ON i.inhrelid = ours.oid
             WHERE NOT ours.relispartition
             UNION
            SELECT 'policy ' || p.polname || ' is on ' || ours.relname
              FROM ours
              JOIN pg_policy p ON p.polrelid = ours.oid
             UNION
            SELECT 'row level security is on for ' || ours.relname FROM ours WHERE ours.relrowsecurity
             UNION
            SELECT 'trigger ' || t.tgname || ' is on ' || ours.relname
              FROM ours
              JOIN pg_trigger t ON t.tgrelid = ours.oid AND NOT t.tgisinternal
             ORDER BY 1
            """;

    // Publications of whole schemas came with Postgres 15.
    private static final String OF_SCHEMA =
            """
            SELECT 'publication ' || p.pubname || ' publishes all tables of schema ' || n.nspname
              FROM pg_publication_namespace s
              JOIN pg_publication p ON p.oid = s.pnpubid
              JOIN pg_namespace n ON n.oid = s.pnnspid
             WHERE n.nspname = ?
               AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = ANY (?))
             ORDER BY 1
            """;

    List<String> find(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, schema);
            statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
            statement.setString(3, schema);
            statement.setArray(4, connection.createArrayOf("text", staying.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        if (connection.getMetaData().getDatabaseMajorVersion() >= 15) {
            found.addAll(ofSchema(connection));
        }
        return found;
    }

    private List<String> ofSchema(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(OF_SCHEMA)) {
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
}
