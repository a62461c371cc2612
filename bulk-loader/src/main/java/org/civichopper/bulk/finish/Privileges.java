package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// Who may do what with a table that stands, said of the one that takes its place: on the table,
/// its columns and its sequences, each with its grant option. What the owner may, where that is
/// another role, is granted to it. A table without a predecessor gets what its schema gives by
/// default.
///
/// @param standing schema
/// @param next schema
record Privileges(String standing, String next) {

    private static final String CARRY =
            """
            WITH asked AS (SELECT ?::text AS standing, ?::text AS next, ?::text AS relation),
            part AS (
                 SELECT c.*, n.nspname, CASE WHEN c.relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS word
                   FROM asked
                   JOIN pg_namespace n ON n.nspname IN (asked.standing, asked.next)
                   JOIN pg_class c ON c.relnamespace = n.oid
                  WHERE (c.relname = asked.relation AND c.relkind IN ('r', 'p', 'm'))
                     OR (c.relkind = 'S' AND c.oid IN (
                         SELECT d.objid
                           FROM pg_depend d
                          WHERE d.classid = 'pg_class'::regclass
                            AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = to_regclass(format('%I.%I', n.nspname, asked.relation))
                            AND d.deptype IN ('a', 'i')))),
            old AS (SELECT part.* FROM part JOIN asked ON part.nspname = asked.standing),
            new AS (SELECT part.* FROM part JOIN asked ON part.nspname = asked.next),
            given AS (
                 SELECT 1 AS step, new.relname, new.nspname, new.word, acl.privilege_type, NULL AS columns,
                        acl.grantee, false AS is_grantable
                   FROM new
                   JOIN old USING (relname)
                  CROSS JOIN aclexplode(new.relacl) acl
                  WHERE acl.grantee <> new.relowner
                  UNION ALL
                 SELECT 2, new.relname, new.nspname, new.word, acl.privilege_type, NULL, acl.grantee, acl.is_grantable
                   FROM new
                   JOIN old USING (relname)
                  CROSS JOIN aclexplode(coalesce(old.relacl,
                             acldefault(CASE WHEN old.relkind = 'S' THEN 's' ELSE 'r' END::"char", old.relowner))) acl
                  WHERE acl.grantee <> new.relowner
                  UNION ALL
                 SELECT 2, new.relname, new.nspname, new.word, acl.privilege_type, format(' (%I)', a.attname),
                        acl.grantee, acl.is_grantable
                   FROM new
                   JOIN old USING (relname)
                   JOIN pg_attribute a ON a.attrelid = old.oid AND NOT a.attisdropped
                   JOIN pg_attribute b ON b.attrelid = new.oid AND b.attname = a.attname AND NOT b.attisdropped
                  CROSS JOIN aclexplode(a.attacl) acl
                  WHERE acl.grantee <> new.relowner
                  UNION ALL
                 SELECT 2, new.relname, new.nspname, new.word, acl.privilege_type, NULL, acl.grantee, acl.is_grantable
                   FROM new
                   JOIN asked ON true
                   JOIN pg_default_acl d ON d.defaclrole = new.relowner
                                        AND d.defaclnamespace = to_regnamespace(quote_ident(asked.standing))
                                        AND d.defaclobjtype = CASE WHEN new.relkind = 'S' THEN 'S' ELSE 'r' END::"char"
                  CROSS JOIN aclexplode(d.defaclacl) acl
                  WHERE acl.grantee <> new.relowner
                    AND NOT EXISTS (SELECT FROM old WHERE old.relname = new.relname))
            SELECT format('%s %s%s ON %s %I.%I %s %s%s',
                          CASE step WHEN 1 THEN 'REVOKE' ELSE 'GRANT' END,
                          privilege_type, columns, word, nspname, relname,
                          CASE step WHEN 1 THEN 'FROM' ELSE 'TO' END,
                          CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                          CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS sql
              FROM given
             ORDER BY step
            """;

    void carry(Connection connection, String table) throws SQLException {
        var statements = new ArrayList<String>();
        try (var statement = connection.prepareStatement(CARRY)) {
            statement.setString(1, standing);
            statement.setString(2, next);
            statement.setString(3, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        for (var sql : statements) {
            Swap.run(connection, sql);
        }
    }
}
