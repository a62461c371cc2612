package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.finance.InventedTexas;
import org.civichopper.localsearch.LocalSearch;

/// The gifts and reports of a made-up Texas, out of its zip of eight members into two partitions;
/// and fewer of them into two indices of a search server.
public final class LoadCampaignFinance implements Benchmark {

    private static final int MEMBERS = 8;

    @Override
    public String name() {
        return "load-campaign-finance";
    }

    @Override
    public String work() {
        return "a state by hopper load campaign-finance in a heap of 256 MB, against psql's \\copy of"
                + " the resulting rows and the same keys and indexes; and into a search server, against"
                + " bulks that lie ready";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var figures = new ArrayList<>(intoTables(setting, postgres, folder.path()));
            try (var search = LocalSearch.start()) {
                figures.addAll(new IntoSearch(setting, postgres, search, folder.path()).measure());
            }
            return figures;
        }
    }

    private static List<Figure> intoTables(Setting setting, BenchPostgres postgres, Path folder)
            throws Exception {
        var arguments = arguments(setting, folder, setting.rows());
        var measured =
                new SideBySide(
                                setting,
                                postgres,
                                new PlainTables(folder),
                                new LoadProcess(folder, List.of()),
                                arguments)
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

    /// A made-up state in a zip, and what loads it.
    static List<String> arguments(Setting setting, Path folder, int gifts) throws IOException {
        setting.note("%,d gifts are made up", gifts);
        var input = folder.resolve("input-" + gifts);
        var texas = Files.createDirectories(input.resolve("tx"));
        new InventedTexas(gifts, MEMBERS, 1).write(texas.resolve("TEC_CF_CSV.zip"));
        return List.of("campaign-finance", "--state", "tx", "--input", input.toString());
    }
}
