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
import org.civichopper.benchmarks.importing.HopperImport;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.InventedZip;

/// A session out of its zip: into tables, and as documents through the import.
public final class LoadOpenStatesZip implements Benchmark {

    private static final String CODE = "nc";
    private static final String SESSION = "2025";

    @Override
    public String name() {
        return "load-openstates-zip";
    }

    @Override
    public String work() {
        return "a session by hopper load openstates-zip in a heap of 256 MB, its start included,"
                + " against psql's \\copy of the resulting rows into the same tables; and as"
                + " documents through hopper import";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        var bills = setting.documents();
        setting.note("%,d bills are made up", bills);
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var zip = folder.path().resolve("NC_2025_csv_0.zip");
            new InventedZip(new InventedStates(1, bills, 2, 40, 1), CODE, SESSION, bills)
                    .write(zip, "2025-12-01 00:00:00.000001");
            var process =
                    new LoadProcess(
                            folder.path(), List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            var arguments = List.of("openstates-zip", zip.toString());
            var measured =
                    new SideBySide(
                                    setting,
                                    postgres,
                                    new PlainStates(folder.path()),
                                    process,
                                    arguments)
                            .measure();
            var documents = new Documents(setting, postgres, process, zip, folder.path());
            var seconds = Rounds.cold(setting.repetitions(), documents::write, documents::read);
            return List.of(
                    Figure.against(
                            "%,d bills".formatted(bills),
                            Amount.seconds(measured.load()),
                            Amount.seconds(measured.plain()),
                            Target.atMostTimes(2)),
                    Figure.alone(
                            "peak heap",
                            new Amount(measured.came().peak(), "MiB"),
                            Target.atMost(new Amount(256, "MiB"))),
                    Figure.informs("written as documents", Amount.seconds(seconds[0])),
                    Figure.informs("imported", Amount.seconds(seconds[1])),
                    Figure.alone(
                            "bills as documents and imported",
                            Amount.count(bills / (seconds[0] + seconds[1]), "bills/s"),
                            Target.atLeast(Amount.count(1_000, "bills/s"))));
        }
    }

    private static final class Documents {

        private final Setting setting;
        private final BenchPostgres postgres;
        private final LoadProcess process;
        private final Path zip;
        private final Path folder;
        private Path written;

        Documents(
                Setting setting,
                BenchPostgres postgres,
                LoadProcess process,
                Path zip,
                Path folder) {
            this.setting = setting;
            this.postgres = postgres;
            this.process = process;
            this.zip = zip;
            this.folder = folder;
        }

        double write() throws Exception {
            written = Files.createTempDirectory(folder, "documents-");
            var came =
                    process.run(
                            "postgresql://none@127.0.0.1:1/none",
                            List.of(
                                    "openstates-zip",
                                    zip.toString(),
                                    "--as-documents",
                                    written.toString()));
            setting.note("as documents: %.2f s", came.seconds());
            return came.seconds();
        }

        double read() throws Exception {
            var database = postgres.newDatabase();
            postgres.settle();
            var seconds = HopperImport.seconds(postgres.url(database), written.resolve(CODE));
            postgres.drop(database);
            setting.note("hopper import: %.2f s", seconds);
            return seconds;
        }
    }
}
