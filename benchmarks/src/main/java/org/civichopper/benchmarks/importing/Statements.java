package org.civichopper.benchmarks.importing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
            SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 80), sum(calls)
              FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND query NOT LIKE '%pg_stat_statements%'
             GROUP BY 1
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
            // With jurisdiction and organizations, 30 and 300; events enough for all that they can
            // have.
            var few = counts(server, "few", Scrape.madeUp(12, 8, 6, folder.path().resolve("few")));
            var many =
                    counts(
                            server,
                            "many",
                            Scrape.madeUp(136, 90, 70, folder.path().resolve("many")));
            var figures = new ArrayList<Figure>();
            for (int i = 0; i < WHAT.size(); i++) {
                noteDifferences(setting, WHAT.get(i), few.get(i), many.get(i));
                figures.add(
                        Figure.alone(
                                "batch of 30, " + WHAT.get(i),
                                new Amount(sum(few.get(i)), "statements"),
                                Target.atMost(new Amount(60, "statements"))));
                figures.add(
                        Figure.against(
                                "batch of 300, " + WHAT.get(i),
                                new Amount(sum(many.get(i)), "statements"),
                                new Amount(sum(few.get(i)), "statements"),
                                Target.atMostTimes(1)));
            }
            return figures;
        }
    }

    private static final List<String> WHAT = List.of("all new", "nothing new", "some changed");

    private static List<Map<String, Long>> counts(LocalPostgres server, String name, Scrape scrape)
            throws Exception {
        server.createDatabase(name);
        PreparedDatabase.prepare(server.url(name));
        var config = DatabaseConfig.of(DatabaseUrl.parse(server.url(name)));
        try (var connection = server.superuser(name);
                var database = Database.open(config)) {
            execute(connection, "CREATE EXTENSION pg_stat_statements");
            var reader = new DocumentReader(Limits.DEFAULT);
            var importer = new Importer(database, reader, true);
            var batch = new Batch(scrape, reader);
            database.requireWritable(); // connects
            var counts = new ArrayList<Map<String, Long>>();
            counts.add(count(connection, importer, batch));
            counts.add(count(connection, importer, batch));
            new News(scrape).happen();
            counts.add(count(connection, importer, batch));
            return counts;
        }
    }

    private static Map<String, Long> count(Connection connection, Importer importer, Batch batch)
            throws Exception {
        var arrivals = batch.arrivals();
        execute(connection, "SELECT pg_stat_statements_reset()");
        importer.importBatch(arrivals, List.of());
        try (var statement = connection.prepareStatement(CALLS);
                var answer = statement.executeQuery()) {
            var calls = new TreeMap<String, Long>();
            while (answer.next()) {
                calls.put(answer.getString(1), answer.getLong(2));
            }
            return calls;
        }
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void noteDifferences(
            Setting setting, String what, Map<String, Long> few, Map<String, Long> many) {
        var all = new TreeSet<>(few.keySet());
        all.addAll(many.keySet());
        for (var query : all) {
            var one = few.getOrDefault(query, 0L);
            var other = many.getOrDefault(query, 0L);
            if (!one.equals(other)) {
                setting.note("%s, %d times for 30 and %d for 300: %s", what, one, other, query);
            }
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
