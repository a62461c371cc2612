package org.civichopper.benchmarks.importing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.scrape.News;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.batch.Importer;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Limits;

/// How many statements one batch costs, as the server counts them.
public final class Statements implements Benchmark {

    private static final String CALLS =
            """
            SELECT sum(calls)
              FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public String work() {
        return "statements for one batch of 30 and one of 300 documents of all kinds";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var server = LocalPostgres.startThrowaway()) { // counts do not depend on fsync
            var few = counts(server, "few", 30, folder.path());
            var many = counts(server, "many", 300, folder.path());
            var figures = new ArrayList<Figure>();
            for (int i = 0; i < WHAT.size(); i++) {
                figures.add(
                        Figure.alone(
                                "batch of 30, " + WHAT.get(i),
                                new Amount(few.get(i), "statements"),
                                Target.atMost(new Amount(60, "statements"))));
                figures.add(
                        Figure.against(
                                "batch of 300, " + WHAT.get(i),
                                new Amount(many.get(i), "statements"),
                                new Amount(few.get(i), "statements"),
                                Target.atMostTimes(1)));
            }
            return figures;
        }
    }

    private static final List<String> WHAT = List.of("all new", "nothing new", "some changed");

    private static List<Long> counts(LocalPostgres server, String name, int documents, Path folder)
            throws Exception {
        server.createDatabase(name);
        PreparedDatabase.prepare(server.url(name));
        // Jurisdiction and organizations are four of them.
        var scrape = Scrape.madeUp(documents - 4, folder.resolve(name));
        var config = DatabaseConfig.of(DatabaseUrl.parse(server.url(name)));
        try (var connection = DriverManager.getConnection(server.jdbcUrl(name));
                var database = Database.open(config)) {
            execute(connection, "CREATE EXTENSION pg_stat_statements");
            var reader = new DocumentReader(Limits.DEFAULT);
            var importer = new Importer(database, reader, true);
            var batch = new Batch(scrape, reader);
            database.requireWritable(); // connects
            var counts = new ArrayList<Long>();
            counts.add(count(connection, importer, batch));
            counts.add(count(connection, importer, batch));
            new News(scrape).happen();
            counts.add(count(connection, importer, batch));
            return counts;
        }
    }

    private static long count(Connection connection, Importer importer, Batch batch)
            throws Exception {
        var arrivals = batch.arrivals();
        execute(connection, "SELECT pg_stat_statements_reset()");
        importer.importBatch(arrivals, List.of());
        try (var statement = connection.prepareStatement(CALLS);
                var answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1) - 1; // without the reset itself
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
