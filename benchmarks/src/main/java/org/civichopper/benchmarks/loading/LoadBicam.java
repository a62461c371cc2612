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
            var measured =
                    new SideBySide(
                                    setting,
                                    postgres,
                                    new PlainCongress(folder.path()),
                                    new LoadProcess(
                                            folder.path(),
                                            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")),
                                    List.of(
                                            "bicam",
                                            "--datasets",
                                            "bills",
                                            "--input",
                                            input.toString(),
                                            "--manifest",
                                            input.resolve("manifest.json").toString()))
                            .measure();
            var megabytes = measured.came().report().path("bytes").asLong() >> 20;
            return List.of(
                    Figure.against(
                            "%,d MB of csv".formatted(megabytes),
                            Amount.seconds(measured.load()),
                            Amount.seconds(measured.plain()),
                            Target.atMostTimes(1.15)),
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
