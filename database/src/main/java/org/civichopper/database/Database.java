package org.civichopper.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.TreeMap;
import javax.sql.DataSource;

/// The database as everything else sees it: a few connections, and transactions that always end.
public final class Database implements AutoCloseable {

    private final DatabaseConfig config;
    private final HikariDataSource pool;

    private Database(DatabaseConfig config, HikariDataSource pool) {
        this.config = config;
        this.pool = pool;
    }

    /// Connects to nothing yet: the first transaction does, and fails if it cannot.
    public static Database open(DatabaseConfig config) {
        return open(config, Login.of(config.url()));
    }

    /// The same with a login that is not, or not all, in the URL.
    public static Database open(DatabaseConfig config, Login login) {
        var settings = new HikariConfig();
        settings.setPoolName("hopper");
        settings.setDataSource(dataSource(config, login));
        settings.setMaximumPoolSize(config.poolSize());
        settings.setMinimumIdle(0);
        settings.setInitializationFailTimeout(-1);
        settings.setConnectionTimeout(config.connectTimeout().toMillis());
        // So that two connections that died unseen leave time for a new one.
        settings.setValidationTimeout(config.connectTimeout().dividedBy(4).toMillis());
        settings.setAutoCommit(false);
        // Else the pool asks its first connection, and if that dies at the question, it believes
        // for ever that it was answered.
        settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new Database(config, new HikariDataSource(settings));
    }

    /// Connections of the same kind that nobody shares, for tools that want a data source.
    public static DataSource dataSource(DatabaseConfig config, Login login) {
        var connections = new LoginDataSource(login);
        connections.setUrl(config.url().jdbcUrl());
        var properties = new TreeMap<String, String>();
        properties.put("ApplicationName", "hopper");
        properties.put("connectTimeout", seconds(config.connectTimeout()));
        properties.put("socketTimeout", seconds(config.socketTimeout()));
        properties.put("tcpKeepAlive", "true");
        properties.put("autosave", "never");
        properties.put("prepareThreshold", Integer.toString(config.prepareThreshold()));
        properties.putAll(config.url().options()); // last, because what the URL says wins
        try {
            for (var property : properties.entrySet()) {
                connections.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("options are checked when they are read", e);
        }
        return connections;
    }

    /// Runs the work in a transaction of its own and commits it, or leaves no trace of it. Foreign
    /// keys, which all wait for the end, are checked before COMMIT, so that what they say is an
    /// answer about the data and never a doubt whether it is stored.
    public <T> T inTransaction(Work<T> work) throws SQLException {
        return run(BEGIN, work);
    }

    /// Runs the work on one state of the database, whatever is committed meanwhile. It can write
    /// nothing.
    public <T> T inSnapshot(Work<T> work) throws SQLException {
        return run(BEGIN_SNAPSHOT, work);
    }

    private <T> T run(String begin, Work<T> work) throws SQLException {
        try (var connection = connection()) {
            try {
                begin(connection, begin);
                var result = work.on(connection);
                checkForeignKeys(connection);
                connection.commit();
                return result;
            } catch (SQLException failure) {
                rollBack(connection, failure);
                throw explained(connection, failure);
            } catch (RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    private static SQLException explained(Connection connection, SQLException failure) {
        return switch (Verdict.on(failure)) {
            case LEDGER -> new UnsoundLedgerException(failure);
            case WORLD -> UnfitTables.explained(connection, failure);
            case CONFLICT, RACE, DATA -> failure;
        };
    }

    // The pool says only that it has none; why is what the driver said.
    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            if (e.getCause() == null) {
                throw e;
            }
            throw new SQLException(
                    "no connection to the database: " + e.getCause().getMessage(), "08001", e);
        }
    }

    /// Asks for a connection that can write and sees every row, before work is taken on that needs
    /// one.
    ///
    /// @throws SQLException with state 25006 if the server is a standby or read-only, with 55000 if
    ///   row-level security holds for us, and with what the driver says if there is no connection
    public void requireWritable() throws SQLException {
        inTransaction(Readiness::of).requireWritable(config.url());
    }

    /// The same, on a ledger that is not older than this program.
    ///
    /// @throws SQLException with state 55000 and what to do where it is
    public void requireReady() throws SQLException {
        var found = inTransaction(Readiness::of);
        found.requireWritable(config.url());
        found.requireLedger(config.url());
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final String LIMITS =
            """
            SELECT set_config('lock_timeout', ?, true),
                   set_config('statement_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', ?, true)
            """;

    // One round trip. Nothing is set for the session: behind a pooler it is not ours.
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;\n" + LIMITS;

    private static final String BEGIN_SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;\n" + LIMITS;

    private void begin(Connection connection, String begin) throws SQLException {
        try (var statement = connection.prepareStatement(begin)) {
            statement.setString(1, milliseconds(config.lockTimeout()));
            statement.setString(2, milliseconds(config.statementTimeout()));
            statement.setString(3, milliseconds(config.idleInTransactionTimeout()));
            statement.execute();
        }
    }

    private static void checkForeignKeys(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static String milliseconds(Duration timeout) {
        return timeout.toMillis() + "ms";
    }

    private static String seconds(Duration timeout) {
        return Long.toString(timeout.toSeconds());
    }
}
