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
import org.civichopper.localcloud.finance.InventedTexas;

/// The gifts and reports of a made-up Texas, out of its zip of eight members into two partitions.
public final class LoadCampaignFinance implements Benchmark {

    private static final int MEMBERS = 8;

    @Override
    public String name() {
        return "load-campaign-finance";
    }

    @Override
    public String work() {
        return "a state by hopper load campaign-finance in a heap of 256 MB, against psql's \\copy of"
                + " the resulting rows and the same keys and indexes";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            setting.note("%,d gifts are made up", setting.rows());
            var input = Files.createDirectories(folder.path().resolve("input").resolve("tx"));
            new InventedTexas(setting.rows(), MEMBERS, 1).write(input.resolve("TEC_CF_CSV.zip"));
            var run = new Run(setting, postgres, folder.path());
            run.writeResult();
            var seconds = Rounds.cold(setting.repetitions(), run::plain, run::load);
            var read = run.came.report().path("read").asLong();
            var kept = run.came.report().path("inserted").asLong();
            return List.of(
                    Figure.against(
                            "%,d records, %,d kept".formatted(read, kept),
                            Amount.seconds(seconds[1]),
                            Amount.seconds(seconds[0]),
                            Target.atMostTimes(1.5)),
                    Figure.alone(
                            "a million records, at this rate",
                            Amount.seconds(seconds[1] * 1_000_000 / read),
                            Target.atMost(Amount.seconds(10))),
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
        private final PlainTables plain;
        private final LoadProcess load;
        private final List<String> arguments;
        private LoadProcess.Came came;

        Run(Setting setting, BenchPostgres postgres, Path folder) {
            this.setting = setting;
            this.postgres = postgres;
            plain = new PlainTables(folder);
            load = new LoadProcess(folder);
            arguments =
                    List.of(
                            "campaign-finance",
                            "--state",
                            "tx",
                            "--input",
                            folder.resolve("input").toString(),
                            "--json");
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
            setting.note("hopper load campaign-finance: %.2f s", came.seconds());
            return came.seconds();
        }
    }
}
