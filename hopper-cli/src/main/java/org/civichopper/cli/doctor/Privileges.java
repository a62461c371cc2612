package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/// What the importer does to which tables, and whether whoever asks may do it.
final class Privileges {

    private Privileges() {}

    // By name and not by regclass, which raises an error where the schema may not be looked into;
    // and the function for sequences does so for whatever is none, hence its CASE.
    // People are loaded by the command and only read by the function; whole data sets are
    // another's.
    private static final String MISSING =
            """
            WITH wanted AS (
                SELECT c.oid, n.nspname || '.' || c.relname AS name,
                       CASE WHEN c.relkind = 'v' THEN ARRAY['SELECT']
                            WHEN c.relname IN ('opencivicdata_person', 'opencivicdata_personname',
                                               'opencivicdata_personidentifier',
                                               'opencivicdata_membership')
                            THEN ARRAY['SELECT']
                            WHEN c.relname IN ('opencivicdata_division', 'opencivicdata_jurisdiction',
                                               'opencivicdata_legislativesession',
                                               'opencivicdata_organization')
                            THEN ARRAY['SELECT', 'INSERT', 'UPDATE']
                            WHEN c.relname LIKE 'pupa\\_%' THEN ARRAY['SELECT', 'INSERT']
                            ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']
                       END AS privileges
                  FROM pg_class c
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 'p', 'v')
                   AND (n.nspname = 'hopper' AND c.relname NOT LIKE 'history\\_%' AND c.relname NOT LIKE 'load\\_%'
                        OR n.nspname = 'public'
                           AND (c.relname LIKE 'opencivicdata\\_bill%'
                                OR c.relname LIKE 'opencivicdata\\_event%'
                                OR c.relname LIKE 'pupa\\_%' AND c.relname <> 'pupa_sessiondataqualityreport'
                                OR c.relname IN ('opencivicdata_relatedbill', 'opencivicdata_searchablebill',
                                                 'opencivicdata_voteevent', 'opencivicdata_personvote',
                                                 'opencivicdata_votecount', 'opencivicdata_votesource',
                                                 'opencivicdata_person', 'opencivicdata_personname',
                                                 'opencivicdata_personidentifier',
                                                 'opencivicdata_membership', 'opencivicdata_division',
                                                 'opencivicdata_jurisdiction',
                                                 'opencivicdata_legislativesession',
                                                 'opencivicdata_organization')))
            ), missing AS (
                SELECT name, string_agg(privilege, ', ') AS privileges
                  FROM wanted
                 CROSS JOIN unnest(privileges) AS privilege
                 WHERE NOT has_table_privilege(oid, privilege)
                 GROUP BY name
                 UNION ALL
                SELECT 'SCHEMA ' || nspname, 'USAGE'
                  FROM pg_namespace
                 WHERE nspname IN ('public', 'hopper')
                   AND NOT has_schema_privilege(oid, 'USAGE')
                 UNION ALL
                SELECT 'SEQUENCE ' || n.nspname || '.' || c.relname, 'USAGE'
                  FROM pg_class c
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind = 'S'
                   AND n.nspname = 'public'
                   AND c.relname LIKE 'pupa\\_%'
                   AND c.relname NOT LIKE 'pupa\\_sessiondataqualityreport%'
                   AND CASE WHEN c.relkind = 'S' THEN NOT has_sequence_privilege(c.oid, 'USAGE') END
            )
            SELECT name, privileges, quote_ident(current_user)
              FROM missing
             ORDER BY name
            """;

    static Outcome examine(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var statement = connection.prepareStatement(MISSING);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var name = rows.getString(1);
                var privileges = rows.getString(2);
                var user = rows.getString(3);
                findings.add(
                        new Finding(
                                name,
                                privileges + " for " + user,
                                "not granted",
                                "GRANT %s ON %s TO %s".formatted(privileges, name, user)));
            }
        }
        return Outcome.of(findings, "every table may be read and written as the function does");
    }
}
