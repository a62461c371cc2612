package org.civichopper.bulk.finance;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.run.LoadStopped;

/// What readers see of one state: a partition of each table, and the ones before, which are kept
/// until the next promote.
///
/// @param state its code
record Partitions(Target target, String state) {

    private static final String BUSY = "55P03"; // a lock that was not to be had in time
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private String name(Kind kind) {
        return kind.table() + "_" + state;
    }

    private String before(Kind kind) {
        return name(kind) + "_previous";
    }

    private String quoted(String name) {
        return Identifier.quoted(target.schema(), name);
    }

    /// The tables that a rollback needs.
    List<String> kept() {
        return List.of(before(Kind.CONTRIBUTIONS), before(Kind.REPORTS));
    }

    /// What of others hangs on the partitions that stand, in words.
    List<String> dependents(Connection connection) throws SQLException {
        return new Swap(target.schema(), List.of(name(Kind.CONTRIBUTIONS), name(Kind.REPORTS)))
                .dependents(connection);
    }

    boolean stands(Connection connection, Kind kind) throws SQLException {
        return target.has(connection, name(kind));
    }

    /// How many rows stand.
    long rows(Connection connection, Kind kind) throws SQLException {
        if (!stands(connection, kind)) {
            return 0;
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + quoted(name(kind)))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final String BY_YEAR =
            """
            SELECT extract(year FROM contribution_date)::integer AS year, count(*) AS gifts, sum(amount) AS amount
              FROM %s
             GROUP BY 1
            """;

    /// The gifts that stand, by year.
    Map<Integer, Money> years(Connection connection) throws SQLException {
        var years = new TreeMap<Integer, Money>();
        if (stands(connection, Kind.CONTRIBUTIONS)) {
            var question = BY_YEAR.formatted(quoted(name(Kind.CONTRIBUTIONS)));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(question)) {
                while (rows.next()) {
                    BigDecimal amount = rows.getBigDecimal("amount");
                    years.put(rows.getInt("year"), new Money(rows.getLong("gifts"), amount));
                }
            }
        }
        return years;
    }

    /// Locks both tables, always in this order, without letting readers wait behind us for long:
    /// what reads now is waited for in short attempts.
    ///
    /// @throws LoadStopped.Paused where they are not to be had for so long
    static void lock(Connection connection, Target target, Duration patience)
            throws SQLException, InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var here = connection.setSavepoint();
            try {
                Staging.run(connection, "SET LOCAL lock_timeout = '2s'");
                for (var kind : Kind.values()) {
                    Staging.run(
                            connection,
                            "LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE"
                                    .formatted(Identifier.quoted(target.schema(), kind.table())));
                }
                Staging.run(connection, "SET LOCAL lock_timeout = 0");
                connection.releaseSavepoint(here);
                return;
            } catch (SQLException e) {
                if (!BUSY.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(here);
                if (System.nanoTime() > until) {
                    throw new LoadStopped.Paused(
                            "schema %s: expected a moment in which no other session reads its tables, found none for %d s; end the session that holds them, and run the same command again"
                                    .formatted(target.schema(), patience.toSeconds()));
                }
                Thread.sleep(A_MOMENT);
            }
        }
    }

    /// Puts what a run has built in the place of what stands; the caller holds the locks.
    void exchange(Connection connection, Staging next) throws SQLException {
        for (var kind : Kind.values()) {
            Staging.run(connection, "DROP TABLE IF EXISTS " + quoted(before(kind)));
            if (stands(connection, kind)) {
                carryPrivileges(connection, kind, next);
                detach(connection, kind);
                rename(connection, name(kind), before(kind));
            }
            Staging.run(
                    connection,
                    "ALTER TABLE %s SET SCHEMA %s"
                            .formatted(next.table(kind), Identifier.quoted(target.schema())));
            rename(connection, next.name(kind), name(kind));
            attach(connection, kind);
        }
    }

    boolean hasBefore(Connection connection) throws SQLException {
        for (var name : kept()) {
            if (!target.has(connection, name)) {
                return false;
            }
        }
        return true;
    }

    /// Puts what stood before in the place of what stands, which is dropped; the caller holds the
    /// locks.
    void putBack(Connection connection) throws SQLException {
        for (var kind : Kind.values()) {
            detach(connection, kind);
            Staging.run(connection, "DROP TABLE " + quoted(name(kind)));
            rename(connection, before(kind), name(kind));
            attach(connection, kind);
        }
    }

    private void detach(Connection connection, Kind kind) throws SQLException {
        Staging.run(
                connection,
                "ALTER TABLE %s DETACH PARTITION %s"
                        .formatted(quoted(kind.table()), quoted(name(kind))));
    }

    private void attach(Connection connection, Kind kind) throws SQLException {
        Staging.run(
                connection,
                "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN ('%s')"
                        .formatted(quoted(kind.table()), quoted(name(kind)), state));
    }

    private void rename(Connection connection, String from, String to) throws SQLException {
        Staging.run(
                connection,
                "ALTER TABLE %s RENAME TO %s".formatted(quoted(from), Identifier.quoted(to)));
    }

    private static final String PRIVILEGES =
            """
            SELECT format('GRANT %s ON %s TO %s%s',
                          acl.privilege_type,
                          ?::text,
                          CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                          CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
              FROM pg_class c
              CROSS JOIN aclexplode(c.relacl) acl
             WHERE c.oid = to_regclass(quote_ident(?) || '.' || quote_ident(?))
               AND acl.grantee <> c.relowner
            """;

    // Those on the partition itself; through the table of all states they need none.
    private void carryPrivileges(Connection connection, Kind kind, Staging next)
            throws SQLException {
        var grants = new ArrayList<String>();
        try (var statement = connection.prepareStatement(PRIVILEGES)) {
            statement.setString(1, next.table(kind));
            statement.setString(2, target.schema());
            statement.setString(3, name(kind));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
        }
        for (var grant : grants) {
            Staging.run(connection, grant);
        }
    }
}
