package org.civichopper.benchmarks.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.openstates.Manners;

/// The bills of a session from an Open States next door that grants as much as one likes, and again
/// after a few of them changed.
public final class LoadOpenStates implements Benchmark {

    private static final int CHANGED = 3;
    private static final int A_PAGE = 20;

    @Override
    public String name() {
        return "load-openstates";
    }

    @Override
    public String work() {
        return "the bills of a session by hopper load openstates in a heap of 256 MB, against psql's"
                + " \\copy of the resulting rows into the same tables; and a few that changed";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        var bills = setting.documents();
        setting.note("%,d bills are made up", bills);
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var states = ServerProcess.start(StatesServer.class, "1g", bills, CHANGED)) {
            var run = new Run(setting, postgres, states, folder.path());
            run.writeResult();
            var seconds = Rounds.cold(setting.repetitions(), run::plain, run::load, run::again);
            return List.of(
                    Figure.against(
                            "%,d bills with %,d rows below them".formatted(bills, run.below),
                            Amount.seconds(seconds[1]),
                            Amount.seconds(seconds[0]),
                            Target.atMostTimes(3)),
                    Figure.alone(
                            "a thousand bills, at this rate",
                            Amount.seconds(seconds[1] * 1_000 / bills),
                            Target.atMost(Amount.seconds(1))),
                    Figure.alone(
                            "requests for bills",
                            new Amount(run.loaded.report().path("requests").asLong(), "requests"),
                            Target.atMost(new Amount(Math.ceilDiv(bills, A_PAGE), "requests"))),
                    Figure.informs(
                            "again, %d changed".formatted(CHANGED), Amount.seconds(seconds[2])),
                    Figure.alone(
                            "bills written by it",
                            new Amount(run.again.report().path("updated").asLong(), "bills"),
                            Target.atMost(new Amount(CHANGED, "bills"))),
                    Figure.alone(
                            "peak heap",
                            new Amount(run.loaded.peak(), "MiB"),
                            Target.atMost(new Amount(256, "MiB"))));
        }
    }

    private static final class Run {

        private static final List<String> TABLES =
                List.of(
                        "bills",
                        "bill_sponsorships",
                        "bill_versions",
                        "bill_documents",
                        "votes",
                        "vote_records");

        private final Setting setting;
        private final BenchPostgres postgres;
        private final ServerProcess states;
        private final Path folder;
        private final LoadProcess load;
        private String database;
        private long below;
        private LoadProcess.Came loaded;
        private LoadProcess.Came again;

        Run(Setting setting, BenchPostgres postgres, ServerProcess states, Path folder) {
            this.setting = setting;
            this.postgres = postgres;
            this.states = states;
            this.folder = folder;
            load =
                    new LoadProcess(
                            folder,
                            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                            Map.of("OPENSTATES_API_KEY", Manners.KEY));
        }

        private List<String> arguments(String... first) {
            return Stream.concat(
                            Stream.of(first),
                            Stream.of(
                                    "--jurisdiction",
                                    StatesServer.CODE,
                                    "--source",
                                    states.url(),
                                    "--requests-per-minute",
                                    "600000",
                                    "--requests-per-day",
                                    "1000000000"))
                    .toList();
        }

        private LoadProcess.Came bills() throws Exception {
            postgres.settle();
            return load.run(
                    postgres.url(database),
                    arguments("openstates", "bills", "--session", StatesServer.SESSION));
        }

        private void begin() throws Exception {
            if (database != null) {
                postgres.drop(database);
            }
            database = postgres.newDatabase();
            load.run(postgres.url(database), arguments("openstates", "people"));
        }

        // What the plain way is given, which need not find it out.
        void writeResult() throws Exception {
            begin();
            bills();
            psql(
                    TABLES.stream()
                            .map(table ->
                                    "\\copy openstates.%1$s TO '%2$s/%1$s.csv' (FORMAT csv)%n"
                                            .formatted(table, folder))
                            .collect(Collectors.joining()));
            try (var connection = postgres.connect(database);
                    var statement = connection.prepareStatement(BELOW);
                    var row = statement.executeQuery()) {
                row.next();
                below = row.getLong(1);
            }
        }

        private static final String BELOW =
                """
                SELECT (SELECT count(*) FROM openstates.bill_sponsorships)
                       + (SELECT count(*) FROM openstates.bill_versions)
                       + (SELECT count(*) FROM openstates.bill_documents)
                       + (SELECT count(*) FROM openstates.votes)
                       + (SELECT count(*) FROM openstates.vote_records)
                """;

        double plain() throws Exception {
            begin();
            postgres.settle();
            var seconds =
                    psql(
                            TABLES.stream()
                                    .map(table ->
                                            "\\copy openstates.%1$s FROM '%2$s/%1$s.csv' (FORMAT csv)%n"
                                                    .formatted(table, folder))
                                    .collect(Collectors.joining()));
            setting.note("plain: %.2f s", seconds);
            return seconds;
        }

        private double psql(String script) throws Exception {
            return new Psql(folder).run(postgres.url(database), script);
        }

        double load() throws Exception {
            begin();
            loaded = bills();
            setting.note(
                    "hopper load openstates bills: %.2f s, %,d inserted, %,d requests",
                    loaded.seconds(),
                    loaded.report().path("inserted").asLong(),
                    loaded.report().path("requests").asLong());
            return loaded.seconds();
        }

        double again() throws Exception {
            states.tell("");
            again = bills();
            setting.note("again: %.2f s", again.seconds());
            return again.seconds();
        }
    }
}
