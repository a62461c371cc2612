package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Says that a process works on a run: a session lock, which the database lets go of as soon as the
/// process is gone, however it went. Wants a direct connection, and one that does nothing long.
public final class RunLock {

    static final int CLASS = 1_819_242_340; // no other lock of ours is of this class

    private final Connection connection;

    public RunLock(Connection connection) {
        this.connection = connection;
    }

    private static final String TAKE_ALONE = "SELECT pg_try_advisory_lock(?, ?)";
    private static final String TAKE_SHARED = "SELECT pg_advisory_lock_shared(?, ?)";
    private static final String SHARE = "SELECT pg_advisory_unlock(?, ?)";

    /// Returns whether no other process works on the run; then, and only then, this one does.
    public boolean takeAlone(long run) throws SQLException {
        return ask(TAKE_ALONE, run);
    }

    /// Lets others help from now on.
    public void share(long run) throws SQLException {
        ask(TAKE_SHARED, run);
        ask(SHARE, run);
    }

    private static final String PROCESS = "SELECT pg_backend_pid()";

    /// Whether the connection ends at the database itself. A pooler hands its clients another
    /// process than the one that answers, and may hand the next question to a third.
    public static boolean isDirect(Connection connection) throws SQLException {
        var greeted = connection.unwrap(PGConnection.class).getBackendPID();
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(PROCESS)) {
            return answer.next() && answer.getInt(1) == greeted;
        }
    }

    private boolean ask(String question, long run) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setInt(1, CLASS);
            statement.setInt(2, Math.toIntExact(run));
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getObject(1) instanceof Boolean taken && taken;
            }
        }
    }
}
