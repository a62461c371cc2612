package org.civichopper.database;

import java.time.Duration;

/// How to reach the database, and how long anything may take there.
///
/// @param socketTimeout how long an answer may take; longer than a statement may run, so that the
///   server gives up first and says why
/// @param prepareThreshold from which use on a statement is prepared on the server; 0, never,
///   behind a pooler that shares connections between transactions
public record DatabaseConfig(
        DatabaseUrl url,
        int poolSize,
        Duration connectTimeout,
        Duration socketTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration idleInTransactionTimeout,
        int prepareThreshold) {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    public DatabaseConfig {
        if (poolSize < 1) {
            throw wrong("a pool of at least 1 connection", poolSize);
        }
        if (prepareThreshold < 0) {
            throw wrong("a prepare threshold of at least 0", prepareThreshold);
        }
        requireSeconds("connect timeout", connectTimeout);
        requireSeconds("socket timeout", socketTimeout);
        requireAtMost("statement timeout", statementTimeout);
        requireAtMost("lock timeout", lockTimeout);
        requireAtMost("idle-in-transaction timeout", idleInTransactionTimeout);
        if (socketTimeout.compareTo(statementTimeout) <= 0) {
            throw wrong("a socket timeout longer than " + statementTimeout, socketTimeout);
        }
    }

    /// What holds unless somebody says otherwise.
    public static DatabaseConfig of(DatabaseUrl url) {
        return new DatabaseConfig(
                url,
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(40),
                LONGEST,
                Duration.ofSeconds(20),
                LONGEST,
                5);
    }

    /// The same behind a pooler that gives a connection away after each transaction, so that
    /// nothing prepared on it is there the next time.
    public DatabaseConfig behindPooler() {
        return new DatabaseConfig(
                url,
                poolSize,
                connectTimeout,
                socketTimeout,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout,
                0);
    }

    // The driver counts these two in seconds, and takes 0 for no limit.
    private static void requireSeconds(String name, Duration timeout) {
        if (timeout.toSeconds() < 1) {
            throw wrong("a " + name + " of at least one second", timeout);
        }
    }

    // The server takes 0 for no limit.
    private static void requireAtMost(String name, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw wrong("a " + name + " from 1 ms to 30 s", timeout);
        }
    }

    private static IllegalArgumentException wrong(String expected, Object found) {
        return new IllegalArgumentException("database: expected " + expected + ", found " + found);
    }
}
