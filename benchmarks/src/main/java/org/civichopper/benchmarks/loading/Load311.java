package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.socrata.InventedRequests;

/// A year of a city's service requests from a Socrata next door, three times: all of them, all of
/// them again, and one in a hundred edited.
public final class Load311 implements Benchmark {

    private static final int PAGE = 50_000;
    private static final int SMALLER = 10; // times
    private static final double EDITED = 0.01;

    @Override
    public String name() {
        return "load-311";
    }

    @Override
    public String work() {
        return "a first load, the same again and an update by hopper load 311 in a heap of 256 MB,"
                + " against psql's \\copy of the same rows and one merge statement";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var socrata = SocrataProcess.start()) {
            var city = City.write(setting, folder.path());
            var run = new Run(setting, postgres, socrata, city, folder.path());
            var small = run.small();
            var seconds =
                    Rounds.cold(
                            setting.repetitions(),
                            run::plainFirst,
                            run::first,
                            run::plainAgain,
                            run::again,
                            run::update);
            return figures(setting, run, small, seconds);
        }
    }

    private static List<Figure> figures(
            Setting setting, Run run, LoadProcess.Came small, double[] seconds) {
        var within = Target.atMost(new Amount(256, "MiB"));
        var rows = "%,d rows".formatted(setting.rows());
        var fewer = "%,d rows".formatted(setting.rows() / SMALLER);
        return List.of(
                Figure.against(
                        "first load of " + rows,
                        Amount.seconds(seconds[1]),
                        Amount.seconds(seconds[0]),
                        Target.atMostTimes(1.15)),
                Figure.against(
                        "the same again, nothing changed",
                        Amount.seconds(seconds[3]),
                        Amount.seconds(seconds[2]),
                        Target.atMostTimes(1.15)),
                Figure.alone(
                        "rows written by it",
                        new Amount(run.written, "rows"),
                        Target.atMost(new Amount(0, "rows"))),
                Figure.alone(
                        "update, one in a hundred edited",
                        Amount.seconds(seconds[4]),
                        Target.atMost(Amount.seconds(3))),
                Figure.alone("peak heap, " + fewer, new Amount(small.peak(), "MiB"), within),
                Figure.alone("peak heap, " + rows, new Amount(run.first.peak(), "MiB"), within),
                Figure.informs(
                        "heap that stays in use, at most, " + fewer,
                        new Amount(small.kept(), "MiB")),
                Figure.informs(
                        "heap that stays in use, at most, " + rows,
                        new Amount(run.first.kept(), "MiB")),
                Figure.against(
                        "requests for rows, of a first load",
                        new Amount(run.asked.rows(), "requests"),
                        new Amount(Math.ceilDiv(setting.rows(), PAGE), "requests"),
                        new Target.None()),
                Figure.alone(
                        "of these, asked twice",
                        new Amount(run.asked.rows() - run.asked.distinct(), "requests"),
                        Target.atMost(new Amount(0, "requests"))));
    }

    /// What the city has: in the beginning, later, and of a smaller city.
    private record City(Path all, Path later, Path small) {

        static City write(Setting setting, Path folder) {
            setting.note("%,d requests are made up", setting.rows());
            var city =
                    new City(
                            folder.resolve("all.csv"),
                            folder.resolve("later.csv"),
                            folder.resolve("small.csv"));
            var invented = new InventedRequests(2020, setting.rows(), 1);
            invented.write(city.all, _ -> {});
            invented.writeEdited(city.later, EDITED, _ -> {});
            new InventedRequests(2020, setting.rows() / SMALLER, 1).write(city.small, _ -> {});
            return city;
        }
    }

    private static final class Run {

        // What a backend has not reported yet it reports when it ends.
        private static final String WRITTEN =
                """
                SELECT n_tup_ins + n_tup_upd + n_tup_del
                  FROM pg_stat_all_tables
                 WHERE schemaname = 'city_311' AND relname = 'requests'
                """;

        private final Setting setting;
        private final BenchPostgres postgres;
        private final SocrataProcess socrata;
        private final City city;
        private final PlainLoad plain;
        private final LoadProcess load;
        private final Path folder;
        private String database;
        private LoadProcess.Came first;
        private SocrataProcess.Asked asked;
        private long written;

        Run(
                Setting setting,
                BenchPostgres postgres,
                SocrataProcess socrata,
                City city,
                Path folder) {
            this.setting = setting;
            this.postgres = postgres;
            this.socrata = socrata;
            this.city = city;
            plain = new PlainLoad(folder);
            load = new LoadProcess(folder);
            this.folder = folder;
        }

        LoadProcess.Came small() throws Exception {
            socrata.serve(city.small);
            var database = postgres.newDatabase();
            var came = load.run(postgres.url(database), arguments("full"));
            postgres.drop(database);
            return came;
        }

        // Without what the plain way does not do either: views and statistics.
        private List<String> arguments(String mode) throws IOException {
            Files.writeString(folder.resolve("plain.toml"), "[data]\nviews = []\n");
            return List.of(
                    "311",
                    "--json",
                    "--mode",
                    mode,
                    "--source",
                    socrata.url(),
                    "--years",
                    "2020",
                    "--datasets",
                    "2020=" + SocrataServer.DATA_SET,
                    "--vacuum",
                    "none",
                    "--config",
                    "plain.toml");
        }

        double plainFirst() throws Exception {
            if (database != null) {
                postgres.drop(database);
            }
            database = postgres.newDatabase();
            plain.prepare(postgres.url(database));
            return plain();
        }

        double plainAgain() throws Exception {
            plain.empty(postgres.url(database));
            return plain();
        }

        private double plain() throws Exception {
            postgres.settle();
            var seconds = plain.run(postgres.url(database), city.all);
            setting.note("plain: %.2f s", seconds);
            return seconds;
        }

        double first() throws Exception {
            socrata.serve(city.all);
            first = load("full");
            asked = socrata.asked();
            return first.seconds();
        }

        double again() throws Exception {
            var before = written();
            var seconds = load("full").seconds();
            written = written() - before;
            return seconds;
        }

        double update() throws Exception {
            socrata.serve(city.later);
            return load("update").seconds();
        }

        private LoadProcess.Came load(String mode)
                throws IOException, InterruptedException, SQLException {
            postgres.settle();
            var came = load.run(postgres.url(database), arguments(mode));
            setting.note(
                    "hopper load 311 --mode %s: %.2f s, %,d read, %,d inserted, %,d updated, %,d requests",
                    mode,
                    came.seconds(),
                    came.report().path("read").asLong(),
                    came.report().path("inserted").asLong(),
                    came.report().path("updated").asLong(),
                    came.report().path("requests").asLong());
            return came;
        }

        private long written() throws SQLException {
            try (var connection = postgres.connect(database);
                    var statement = connection.prepareStatement(WRITTEN);
                    var answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }
}
