package org.civichopper.bulk.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Says that a process works on a run: a session lock, which the database lets go of as soon as the
/// process is gone, however it went. Wants a connection that does nothing long.
///
/// Behind a pooler a session outlives the process, and is another's a moment later. There the lock
/// is one of a transaction that stays open on a connection of its own: the pooler ends that with
/// the process.
public final class RunLock implements AutoCloseable {

    /// Opens a connection like the one that is given.
    @FunctionalInterface
    public interface Opening {

        Connection open() throws SQLException;
    }

    static final int CLASS = 1_819_242_340; // no other lock of ours is of this class

    private final Connection connection;
    private final boolean direct;

    private RunLock(Connection connection, boolean direct) {
        this.connection = connection;
        this.direct = direct;
    }

    /// @param connection that lasts as long as the process works on the run, and is the caller's
    public static RunLock on(Connection connection, Opening another) throws SQLException {
        if (isDirect(connection)) {
            return new RunLock(connection, true);
        }
        var held = another.open();
        try (var statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            return new RunLock(held, false);
        } catch (SQLException e) {
            held.close();
            throw e;
        }
    }

    private static final String TAKE_ALONE = "SELECT pg_try_advisory_lock(?, ?)";
    private static final String TAKE_IN_TRANSACTION = "SELECT pg_try_advisory_xact_lock(?, ?)";
    private static final String TAKE_SHARED = "SELECT pg_advisory_lock_shared(?, ?)";
    private static final String SHARE = "SELECT pg_advisory_unlock(?, ?)";

    /// Returns whether no other process works on the run; then, and only then, this one does.
    public boolean takeAlone(long run) throws SQLException {
        return ask(direct ? TAKE_ALONE : TAKE_IN_TRANSACTION, run);
    }

    /// Lets others help from now on, where the connection is direct.
    public void share(long run) throws SQLException {
        if (direct) {
            ask(TAKE_SHARED, run);
            ask(SHARE, run);
        }
    }

    /// Returns whether no process works on the run; then none can begin to before the caller's
    /// transaction ends.
    public static boolean isFree(Connection connection, long run) throws SQLException {
        return ask(connection, TAKE_IN_TRANSACTION, run);
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
        return ask(connection, question, run);
    }

    private static boolean ask(Connection connection, String question, long run)
            throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setInt(1, CLASS);
            statement.setInt(2, Math.toIntExact(run));
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getObject(1) instanceof Boolean taken && taken;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (!direct) {
            connection.close();
        }
    }
}
