package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A real Postgres on loopback, for as long as this program lives: a shell beside it waits for the
/// end of its input and stops the server, so that not even `kill -9` leaves one behind. Whoever is
/// on this machine may connect as `hopper` without a password.
public final class LocalPostgres implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final String DUPLICATE_DATABASE = "42P04";

    private static final String SETTINGS =
            "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"
                    + " -c log_timezone=UTC";
    private static final String NOTHING_TO_LOSE =
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                    // so that whoever wants to can count statements
                    + " -c shared_preload_libraries=pg_stat_statements";

    private final int port;
    private final Process keeper;
    private final FolderLock lock;

    private LocalPostgres(int port, Process keeper, FolderLock lock) {
        this.port = port;
        this.keeper = keeper;
        this.lock = lock;
    }

    /// Starts on the data that is there, or on none; also after everything was killed.
    public static LocalPostgres start(Path folder) {
        var account = PostgresAccount.ofThisProgram();
        try {
            return start(account, account.dataFolder(folder), SETTINGS, "");
        } catch (IOException e) {
            throw new LocalCloudException("cannot start Postgres in " + folder + ": " + e, e);
        }
    }

    /// Starts on no data and gives up durability for speed. Its folder goes when it is closed or
    /// this program dies.
    public static LocalPostgres startThrowaway() {
        var account = PostgresAccount.ofThisProgram();
        try {
            var folder = account.throwawayFolder();
            return start(account, folder, SETTINGS + NOTHING_TO_LOSE, folder.toString());
        } catch (IOException e) {
            throw new LocalCloudException("cannot start a throwaway Postgres: " + e, e);
        }
    }

    private static LocalPostgres start(
            PostgresAccount account, Path folder, String settings, String deleteAtEnd)
            throws IOException {
        var cluster = new PostgresCluster(account, PostgresBinaries.unpacked(account), folder);
        var lock = FolderLock.take(folder);
        try {
            cluster.createIfMissing();
            cluster.clearLeftovers();
            for (var attempt = 1; ; attempt++) {
                var port = FreePort.find();
                var keeper = cluster.keep("-p " + port + " " + settings, deleteAtEnd);
                var answer = keeper.inputReader().readLine();
                if ("started".equals(answer)) {
                    return new LocalPostgres(port, keeper, lock);
                }
                keeper.onExit().join();
                if (attempt == ATTEMPTS || !cluster.portWasTaken()) {
                    throw new LocalCloudException(
                            "Postgres did not start in %s (%s). Its log ends with:%n%s"
                                    .formatted(folder, answer, cluster.endOfLog()));
                }
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /// As libpq, psycopg and Django spell it.
    public String url(String database) {
        return "postgresql://%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(PostgresCluster.SUPERUSER, port, database);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&sslmode=disable"
                .formatted(port, database, PostgresCluster.SUPERUSER);
    }

    /// An empty database; one that stands already is left as it is.
    public void createDatabase(String name) {
        createDatabase(name, "template0");
    }

    /// A copy of a database that nobody is connected to; one that stands already is left as it is.
    public void createDatabase(String name, String template) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"));
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE %s TEMPLATE %s"
                            .formatted(
                                    statement.enquoteIdentifier(name, true),
                                    statement.enquoteIdentifier(template, true)));
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new LocalCloudException(
                        "cannot create database %s from %s: %s"
                                .formatted(name, template, e.getMessage()),
                        e);
            }
        }
    }

    /// Breaks off whoever is connected, and returns when the server has gone.
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
        } catch (IOException e) {
            throw new LocalCloudException("cannot stop Postgres on port " + port + ": " + e, e);
        }
        keeper.onExit().join();
        lock.close();
    }
}
