package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.ledger.LoadOverview;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.cli.doctor.Outcome.Unchecked;

/// What loads of whole data sets depend on, in a database that has a ledger of them.
///
/// @param pooled whether the settings say that a pooler is between
record Loads(boolean pooled) {

    private static final int MOST = 100;

    private static final String IS_OURS =
            "SELECT has_table_privilege('hopper.load_run', 'SELECT, INSERT')";

    // Of the schemas that rows went to, whoever loads makes tables there.
    private static final String MISSING =
            """
            SELECT c.oid::regclass::text AS name, string_agg(privilege, ', ') AS privileges,
                   quote_ident(current_user) AS role
              FROM pg_class c
             CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
             WHERE c.relnamespace = 'hopper'::regnamespace
               AND c.relkind = 'r'
               AND c.relname IN ('load_run', 'load_slice', 'load_reject', 'load_watermark', 'load_predecessor')
               AND NOT has_table_privilege(c.oid, privilege)
             GROUP BY c.oid
             UNION ALL
            SELECT 'SCHEMA ' || quote_ident(nspname), string_agg(privilege, ', '), quote_ident(current_user)
              FROM pg_namespace
             CROSS JOIN unnest(ARRAY['USAGE', 'CREATE']) AS privilege
             WHERE nspname IN (SELECT scope FROM hopper.load_watermark)
               AND NOT has_schema_privilege(oid, privilege)
             GROUP BY nspname
             ORDER BY name
            """;

    Outcome examine(Connection connection) throws SQLException {
        if (!isOurs(connection)) {
            return new Unchecked(
                    "this role may not load whole data sets; ask as the one that does");
        }
        var findings = new ArrayList<>(missing(connection));
        if (findings.isEmpty()) {
            findings.addAll(broken(connection));
        }
        return Outcome.of(
                findings,
                pooled
                        ? "none hangs; give hopper load the server's own address: COPY and locks want"
                                + " no pooler between (HOPPER_DATABASE_POOLER=on)"
                        : "none hangs, and their tables may be read and written");
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(IS_OURS)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static List<Finding> missing(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(MISSING)) {
            while (rows.next()) {
                var name = rows.getString("name");
                var privileges = rows.getString("privileges");
                var role = rows.getString("role");
                findings.add(
                        new Finding(
                                name,
                                privileges + " for " + role,
                                "not granted",
                                "GRANT %s ON %s TO %s".formatted(privileges, name, role)));
            }
        }
        return findings;
    }

    private static List<Finding> broken(Connection connection) throws SQLException {
        return new LoadOverview(connection)
                .standings(MOST).stream()
                        .map(load -> load.latest())
                        .filter(run -> run.status() == LoadStatus.RUNNING && !run.live())
                        .map(run ->
                                new Finding(
                                        "load %d of %s, %s"
                                                .formatted(run.id(), run.dataset(), run.scope()),
                                        "a process that works on it",
                                        "none; it began at "
                                                + run.startedAt().truncatedTo(ChronoUnit.SECONDS),
                                        "hopper load resume " + run.id()))
                        .toList();
    }
}
