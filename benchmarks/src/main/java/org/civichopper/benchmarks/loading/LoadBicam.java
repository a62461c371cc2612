package org.civichopper.benchmarks.loading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.congress.InventedCongress;

/// Bills, actions and summaries of a made-up Congress, out of its zip into three tables.
public final class LoadBicam implements Benchmark {

    private static final int ROWS_A_BILL = 4;

    @Override
    public String name() {
        return "load-bicam";
    }

    @Override
    public String work() {
        return "a data set of Congress by hopper load bicam in a heap of 256 MB, its start included,"
                + " against psql's \\copy of the resulting rows";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var bills = Math.max(1, setting.rows() / ROWS_A_BILL);
            setting.note("%,d bills are made up", bills);
            var input = Files.createDirectories(folder.path().resolve("input"));
            new InventedCongress(bills, 1).write(input);
            var run = new Run(setting, postgres, folder.path());
            run.writeResult();
            var seconds = Rounds.cold(setting.repetitions(), run::plain, run::load);
            var megabytes = run.came.report().path("bytes").asLong() >> 20;
            return List.of(
                    Figure.against(
                            "%,d MB of csv".formatted(megabytes),
                            Amount.seconds(seconds[1]),
                            Amount.seconds(seconds[0]),
                            Target.atMostTimes(1.15)),
                    Figure.alone(
                            "peak heap",
                            new Amount(run.came.peak(), "MiB"),
                            Target.atMost(new Amount(256, "MiB"))),
                    Figure.informs(
                            "heap that stays in use, at most", new Amount(run.came.kept(), "MiB")));
        }
    }

    private static final class Run {

        private final Setting setting;
        private final BenchPostgres postgres;
        private final PlainCongress plain;
        private final LoadProcess load;
        private final List<String> arguments;
        private LoadProcess.Came came;

        Run(Setting setting, BenchPostgres postgres, Path folder) {
            this.setting = setting;
            this.postgres = postgres;
            plain = new PlainCongress(folder);
            load = new LoadProcess(folder, List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            var input = folder.resolve("input");
            arguments =
                    List.of(
                            "bicam",
                            "--datasets",
                            "bills",
                            "--input",
                            input.toString(),
                            "--manifest",
                            input.resolve("manifest.json").toString());
        }

        // What the plain way is given, which need not find it out.
        void writeResult() throws Exception {
            var database = postgres.newDatabase();
            load.run(postgres.url(database), arguments);
            plain.write(postgres.url(database));
            postgres.drop(database);
        }

        double plain() throws Exception {
            var database = postgres.newDatabase();
            plain.prepare(postgres.url(database));
            postgres.settle();
            var seconds = plain.load(postgres.url(database));
            postgres.drop(database);
            setting.note("plain: %.2f s", seconds);
            return seconds;
        }

        double load() throws Exception {
            var database = postgres.newDatabase();
            postgres.settle();
            came = load.run(postgres.url(database), arguments);
            postgres.drop(database);
            setting.note("hopper load bicam: %.2f s", came.seconds());
            return came.seconds();
        }
    }
}
