package org.civichopper.benchmarks.loading;

import java.nio.file.Files;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
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
            var measured =
                    new SideBySide(
                                    setting,
                                    postgres,
                                    new PlainTables(folder.path()),
                                    new LoadProcess(folder.path(), List.of()),
                                    List.of(
                                            "campaign-finance",
                                            "--state",
                                            "tx",
                                            "--input",
                                            folder.path().resolve("input").toString()))
                            .measure();
            var read = measured.came().report().path("read").asLong();
            var kept = measured.came().report().path("inserted").asLong();
            return List.of(
                    Figure.against(
                            "%,d records, %,d kept".formatted(read, kept),
                            Amount.seconds(measured.load()),
                            Amount.seconds(measured.plain()),
                            Target.atMostTimes(1.5)),
                    Figure.alone(
                            "a million records, at this rate",
                            Amount.seconds(measured.load() * 1_000_000 / read),
                            Target.atMost(Amount.seconds(10))),
                    Figure.alone(
                            "peak heap",
                            new Amount(measured.came().peak(), "MiB"),
                            Target.atMost(new Amount(256, "MiB"))),
                    Figure.informs(
                            "heap that stays in use, at most",
                            new Amount(measured.came().kept(), "MiB")));
        }
    }
}
