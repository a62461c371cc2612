package org.civichopper.bulk.finish;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Does what readers must be kept out for, as soon as none is in the way. Whoever wants a table
/// queues behind one who waits for it alone, so each attempt waits for moments only.
///
/// @param patience after which a reader who stays is named
record ShortLocks(Duration patience) {

    static final ShortLocks USUAL = new ShortLocks(Duration.ofMinutes(5));

    // Less than the server's deadlock_timeout: of two who wait for each other it is this one that
    // gives way.
    private static final String FOR_MOMENTS = "SET LOCAL lock_timeout = '150ms'";

    // Longer than it: an autovacuum gives way then.
    private static final String FOR_VACUUM = "SET LOCAL lock_timeout = '30s'";

    private static final long PAUSE = 500; // ms
    private static final String NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    interface Work {
        void run() throws SQLException;
    }

    /// In the transaction of the caller.
    ///
    /// @param tables as SQL takes them, that the work will lock
    /// @throws SQLException with state 55P03 that names the sessions in the way
    void run(Connection connection, List<String> tables, Work work) throws SQLException {
        if (!tables.isEmpty()) {
            Swap.run(connection, FOR_VACUUM);
            Swap.run(
                    connection,
                    "LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE"
                            .formatted(String.join(", ", tables)));
        }
        var until = System.nanoTime() + patience.toNanos();
        while (!attempt(connection, tables, work)) {
            if (System.nanoTime() > until) {
                throw new SQLException(
                        "expected a moment without readers of %s, found none for %s: %s; end them or wait, then run the same command again"
                                .formatted(
                                        String.join(", ", tables),
                                        patience,
                                        String.join("; ", inTheWay(connection, tables))),
                        NOT_AVAILABLE);
            }
            pause();
        }
    }

    private static boolean attempt(Connection connection, List<String> tables, Work work)
            throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            Swap.run(connection, FOR_MOMENTS);
            if (!tables.isEmpty()) {
                Swap.run(
                        connection,
                        "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE"
                                .formatted(String.join(", ", tables)));
            }
            work.run();
            Swap.run(connection, "SET LOCAL lock_timeout = 0");
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException e) {
            if (!NOT_AVAILABLE.equals(e.getSQLState()) && !DEADLOCK.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(savepoint);
            return false;
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for readers", NOT_AVAILABLE, e);
        }
    }

    private static final String IN_THE_WAY =
            """
            SELECT DISTINCT format('session %s of %s (%s) since %s',
                          a.pid, a.usename, coalesce(nullif(a.application_name, ''), 'no name'), a.xact_start::timestamptz(0))
              FROM unnest(?) AS wanted (name)
              JOIN pg_locks l ON l.relation = to_regclass(wanted.name)
                             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.granted
               AND l.pid <> pg_backend_pid()
             ORDER BY 1
            """;

    private static List<String> inTheWay(Connection connection, List<String> tables)
            throws SQLException {
        try (var statement = connection.prepareStatement(IN_THE_WAY)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
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
