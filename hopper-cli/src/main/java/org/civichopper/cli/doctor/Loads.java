package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.ledger.LoadOverview;
import org.civichopper.bulk.ledger.LoadStanding;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.ledger.RunLock;
import org.civichopper.cli.doctor.Outcome.Unchecked;

/// What loads of whole data sets depend on, in a database that has a ledger of them.
///
/// @param pooled whether the settings say that a pooler is between; one that shows is seen as well
record Loads(boolean pooled) {

    private static final int MOST = 100;

    private static final String IS_OURS =
            "SELECT has_table_privilege('hopper.load_run', 'SELECT, INSERT')";

    // Whoever loads makes tables in the schemas that rows go to, and in that of staging.
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
            SELECT 'DATABASE ' || quote_ident(datname), 'CREATE', quote_ident(current_user)
              FROM pg_database
             WHERE datname = current_database()
               AND NOT has_database_privilege(oid, 'CREATE')
               AND NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'hopper_staging')
             UNION ALL
            SELECT 'SCHEMA ' || quote_ident(nspname), string_agg(privilege, ', '), quote_ident(current_user)
              FROM pg_namespace
             CROSS JOIN unnest(ARRAY['USAGE', 'CREATE']) AS privilege
             WHERE (nspname = 'hopper_staging' OR nspname IN (SELECT scope FROM hopper.load_watermark))
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
            findings.addAll(hanging(connection));
        }
        return Outcome.of(
                findings,
                pooled || !RunLock.isDirect(connection)
                        ? "none hangs; a pooler is between: give hopper load the server's own address,"
                                + " which COPY and locks want"
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

    private static List<Finding> hanging(Connection connection) throws SQLException {
        var overview = new LoadOverview(connection);
        var running =
                overview.standings(MOST).stream()
                        .map(LoadStanding::latest)
                        .filter(run -> run.status() == LoadStatus.RUNNING)
                        .toList();
        var findings = new ArrayList<Finding>();
        for (var run : running) {
            var where = "load %d of %s, %s".formatted(run.id(), run.dataset(), run.scope());
            if (!run.live()) {
                findings.add(
                        new Finding(
                                where,
                                "a process that works on it",
                                "none; it began at " + second(run.startedAt()),
                                "hopper load resume " + run.id()));
            }
        }
        for (var lapsed : overview.lapsed()) {
            running.stream()
                    .filter(run -> run.live() && run.id() == lapsed.run())
                    .forEach(run ->
                            findings.add(
                                    new Finding(
                                            "load %d of %s, slice %s"
                                                    .formatted(
                                                            run.id(),
                                                            run.dataset(),
                                                            lapsed.slice()),
                                            "a worker that renews its claim",
                                            "none since " + second(lapsed.since()),
                                            "see whether its process is stopped; end it, then hopper"
                                                    + " load resume "
                                                    + run.id())));
        }
        return findings;
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
