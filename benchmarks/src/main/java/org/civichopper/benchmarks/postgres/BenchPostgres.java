package org.civichopper.benchmarks.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.localcloud.LocalPostgres;

/// A Postgres with the server's own defaults, fsync included, on a data directory of its own that
/// goes with it. Its databases are copies of one that `hopper db init` prepared.
public final class BenchPostgres implements AutoCloseable {

    private static final String PREPARED = "prepared";

    private final TemporaryFolder folder;
    private final LocalPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private BenchPostgres(TemporaryFolder folder, LocalPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    public static BenchPostgres start() throws IOException {
        var folder = TemporaryFolder.create();
        var postgres =
                new BenchPostgres(folder, LocalPostgres.start(folder.path().resolve("postgres")));
        postgres.server.createDatabase(PREPARED);
        PreparedDatabase.prepare(postgres.server.url(PREPARED));
        return postgres;
    }

    /// The version of the server that everything is measured on.
    public static String version() throws IOException, SQLException {
        try (var server = LocalPostgres.startThrowaway();
                var connection = DriverManager.getConnection(server.jdbcUrl("postgres"))) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /// A database with tables, jurisdictions and nothing else; its name.
    public String newDatabase() {
        return copyOf(PREPARED);
    }

    /// A copy of a database that nobody is connected to; its name.
    public String copyOf(String database) {
        var name = "bench_" + databases.incrementAndGet();
        server.createDatabase(name, database);
        return name;
    }

    /// As in DATABASE_URL.
    public String url(String database) {
        return server.url(database);
    }

    /// As who may do everything, for whatever is done to the server itself between two
    /// measurements.
    public Connection connect(String database) throws SQLException {
        return server.superuser(database);
    }

    /// What was written before is on disk, so that nobody pays for it while something is measured.
    public void settle() throws SQLException {
        execute("CHECKPOINT");
    }

    public void drop(String database) throws SQLException {
        execute("DROP DATABASE " + database + " WITH (FORCE)");
    }

    private void execute(String command) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.close();
    }
}
