package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.function.Consumer;

/// A real Postgres on loopback, for as long as this program lives: a shell beside it waits for the
/// end of its input and stops the server, so that not even `kill -9` leaves one behind. Programs
/// connect as the owner of their database, with a password.
public final class LocalPostgres implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final String DUPLICATE_DATABASE = "42P04";

    private static final String STARTED = "started";
    private static final String SETTINGS =
            "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"
                    + " -c log_timezone=UTC";
    private static final String NOTHING_TO_LOSE =
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                    // so that whoever wants to can count statements
                    + " -c shared_preload_libraries=pg_stat_statements";

    private final PostgresCluster cluster;
    private final int port;
    private final FolderLock lock;
    private final String superuserPassword;
    private final PostgresRole role;
    private Process keeper;
    private ProcessHandle server;
    private boolean closed;

    private LocalPostgres(PostgresCluster cluster, int port, Process keeper, FolderLock lock)
            throws IOException {
        this.cluster = cluster;
        this.port = port;
        this.keeper = keeper;
        this.lock = lock;
        server = cluster.server();
        superuserPassword = Secrets.kept(cluster.superuserPassword());
        role = new PostgresRole(Secrets.kept(cluster.password()));
    }

    /// Starts on the data that is there, or on none; also after everything was killed. On the port
    /// of the last time if that is free.
    public static LocalPostgres start(Path folder) {
        var account = PostgresAccount.ofThisProgram();
        try {
            var port = KeptPort.of(folder);
            var started = start(account, account.dataFolder(folder), port.orAny(), SETTINGS, "");
            port.keep(started.port);
            return started;
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
            return start(account, folder, 0, SETTINGS + NOTHING_TO_LOSE, folder.toString());
        } catch (IOException e) {
            throw new LocalCloudException("cannot start a throwaway Postgres: " + e, e);
        }
    }

    private static LocalPostgres start(
            PostgresAccount account, Path folder, int wanted, String settings, String deleteAtEnd)
            throws IOException {
        var cluster = new PostgresCluster(account, PostgresBinaries.unpacked(account), folder);
        var lock = FolderLock.take(folder);
        try {
            cluster.createIfMissing();
            cluster.clearLeftovers();
            cluster.requirePasswords();
            for (var attempt = 1; ; attempt++) {
                var port = wanted > 0 && attempt == 1 ? wanted : FreePort.find();
                var keeper = cluster.keep("-p " + port + " " + settings, deleteAtEnd);
                var answer = answer(keeper);
                if (answer.equals(STARTED)) {
                    var started = new LocalPostgres(cluster, port, keeper, lock);
                    started.createRole();
                    return started;
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

    // pg_ctl may have something to say before, of a server that died for one.
    private static String answer(Process keeper) throws IOException {
        var said = new StringJoiner("\n");
        var lines = keeper.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(STARTED)) {
                return STARTED;
            }
            said.add(line);
        }
        return said.toString();
    }

    public int port() {
        return port;
    }

    /// As libpq, psycopg and Django spell it: for the owner of the database.
    public String url(String database) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(PostgresRole.NAME, role.password(), port, database);
    }

    /// The same for JDBC.
    public String jdbcUrl(String database) {
        return jdbcUrl(PostgresRole.NAME, role.password(), database);
    }

    private String jdbcUrl(String user, String password, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s&sslmode=disable"
                .formatted(port, database, user, password);
    }

    /// Connected as who may do everything, which no program needs that this server is for; whoever
    /// measures or disturbs the server itself does.
    public Connection superuser(String database) throws SQLException {
        // The driver tells the server this JVM's zone, and not every server knows every zone.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        return DriverManager.getConnection(
                jdbcUrl(PostgresCluster.SUPERUSER, superuserPassword, database));
    }

    private void createRole() {
        try (var superuser = superuser("postgres")) {
            role.createIfMissing(superuser);
        } catch (SQLException e) {
            close();
            throw new LocalCloudException(
                    "cannot make the role that owns the databases: " + e.getMessage(), e);
        }
    }

    /// An empty database; one that stands already is left as it is.
    public void createDatabase(String name) {
        createDatabase(name, "template0");
    }

    /// A copy of a database that nobody is connected to; one that stands already is left as it is.
    public void createDatabase(String name, String template) {
        try (var connection = superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE %s OWNER %s TEMPLATE %s"
                            .formatted(
                                    statement.enquoteIdentifier(name, true),
                                    PostgresRole.NAME,
                                    statement.enquoteIdentifier(template, true)));
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new LocalCloudException(
                        "cannot create database %s from %s: %s"
                                .formatted(name, template, e.getMessage()),
                        e);
            }
            takeOver(name);
        }
    }

    private void takeOver(String name) {
        try (var superuser = superuser(name)) {
            PostgresRole.takeOver(superuser);
        } catch (SQLException | IOException e) {
            throw new LocalCloudException(
                    "cannot make %s the owner of database %s: %s"
                            .formatted(PostgresRole.NAME, name, e.getMessage()),
                    e);
        }
    }

    /// From now on a server that dies, which is not this program's doing, is started again at the
    /// same port; not for one on throwaway data, which goes with it.
    ///
    /// @param say gets what happened, in words for a person
    public void startAgainWheneverItDies(Consumer<String> say) {
        Thread.ofVirtual().name("postgres-watch").start(() -> watch(say));
    }

    private void watch(Consumer<String> say) {
        try {
            for (var alive = true; alive; ) {
                alive = startAgain(server.onExit().join(), say);
            }
        } catch (IOException | LocalCloudException e) {
            say.accept(
                    "Postgres did not start again: %s%nStop this program and start it anew."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean startAgain(ProcessHandle dead, Consumer<String> say)
            throws IOException, InterruptedException {
        if (closed) {
            return false;
        }
        say.accept("Postgres (process %d) has died. Starting it again.".formatted(dead.pid()));
        keeper.getOutputStream().close();
        keeper.onExit().join();
        for (var attempt = 1; ; attempt++) {
            keeper = cluster.keep("-p " + port + " " + SETTINGS, "");
            var answer = answer(keeper);
            if (answer.equals(STARTED)) {
                server = cluster.server();
                say.accept("Postgres is running again.");
                return true;
            }
            keeper.onExit().join();
            if (attempt == ATTEMPTS) {
                throw new LocalCloudException(answer + "\n" + cluster.endOfLog());
            }
            Thread.sleep(BETWEEN_ATTEMPTS); // what the dead one left may still hold its memory
        }
    }

    /// Breaks off whoever is connected, and returns when the server has gone.
    @Override
    public synchronized void close() {
        closed = true;
        try {
            keeper.getOutputStream().close();
        } catch (IOException e) {
            throw new LocalCloudException("cannot stop Postgres on port " + port + ": " + e, e);
        }
        keeper.onExit().join();
        lock.close();
    }
}
