package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localcloud.courts.InventedDump;

/// Two tables of a court dump, one of long texts and one of many short rows, packed as the
/// publisher packs them; and the first once more as it is unpacked.
public final class LoadCourtListener implements Benchmark {

    private static final int OPINIONS = 10; // rows of the setting for each
    private static final int CITATIONS = 4; // for each row of the setting
    private static final String OPINION = "search_opinion";
    private static final String CITATION = "search_citation";

    @Override
    public String name() {
        return "load-courtlistener";
    }

    @Override
    public String work() {
        return "opinions and citations by hopper load courtlistener in a heap of 256 MB, from bz2"
                + " and unpacked, against bzip2 -dc | psql's \\copy of the same files with the same"
                + " keys and indexes";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var run = new Run(setting, postgres, folder.path());
            run.write();
            var seconds =
                    Rounds.cold(
                            setting.repetitions(),
                            () -> run.plain(OPINION, true),
                            () -> run.load(OPINION, true),
                            () -> run.plain(CITATION, true),
                            () -> run.load(CITATION, true),
                            () -> run.plain(OPINION, false),
                            () -> run.load(OPINION, false));
            return List.of(
                    Figure.against(
                            "opinions from bz2, %,d MB unpacked".formatted(run.unpacked >> 20),
                            Amount.seconds(seconds[1]),
                            Amount.seconds(seconds[0]),
                            Target.atMostTimes(0.9)),
                    Figure.against(
                            "%,d citations from bz2".formatted(setting.rows() * CITATIONS),
                            Amount.seconds(seconds[3]),
                            Amount.seconds(seconds[2]),
                            Target.atMostTimes(0.9)),
                    Figure.against(
                            "opinions that are unpacked",
                            Amount.seconds(seconds[5]),
                            Amount.seconds(seconds[4]),
                            Target.atMostTimes(1.05)),
                    Figure.alone(
                            "peak heap",
                            new Amount(run.peak, "MiB"),
                            Target.atMost(new Amount(256, "MiB"))));
        }
    }

    private static final class Run {

        private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

        private final Setting setting;
        private final BenchPostgres postgres;
        private final Path packed;
        private final Path plain;
        private final LoadProcess load;
        private final PlainDump pipe;
        private long unpacked;
        private int peak;

        Run(Setting setting, BenchPostgres postgres, Path folder) throws IOException {
            this.setting = setting;
            this.postgres = postgres;
            this.packed = Files.createDirectory(folder.resolve("packed"));
            this.plain = Files.createDirectory(folder.resolve("plain"));
            this.load = new LoadProcess(folder, List.of());
            this.pipe = new PlainDump(folder);
        }

        void write() throws IOException, InterruptedException {
            setting.note(
                    "%,d opinions and %,d citations are made up and packed",
                    setting.rows() / OPINIONS, setting.rows() * CITATIONS);
            new InventedDump(DAY, 1, 1).write(packed);
            var opinions = new InventedDump(DAY, setting.rows() / OPINIONS, 1);
            var citations = new InventedDump(DAY, setting.rows() * CITATIONS / 2, 1);
            for (var file : new InventedDump(DAY, 1, 1).files().entrySet()) {
                if (!file.getKey().endsWith(".bz2")) {
                    Files.write(
                            plain.resolve(Path.of(file.getKey()).getFileName()), file.getValue());
                }
            }
            write(opinions, OPINION);
            write(citations, CITATION);
            unpacked = Files.size(csv(OPINION));
        }

        private void write(InventedDump dump, String table)
                throws IOException, InterruptedException {
            try (var file = Files.newOutputStream(csv(table))) {
                dump.writeCsv(table, file);
            }
            pipe.sh("bzip2 -9 -c '%s' > '%s'".formatted(csv(table), bz2(table)));
        }

        private Path csv(String table) {
            return plain.resolve(InventedDump.file(table, DAY));
        }

        private Path bz2(String table) {
            return packed.resolve("bulk-data").resolve(InventedDump.file(table, DAY) + ".bz2");
        }

        double plain(String table, boolean isPacked) throws Exception {
            var database = postgres.newDatabase();
            try {
                pipe.prepare(postgres.url(database), table);
                postgres.settle();
                var seconds =
                        isPacked
                                ? pipe.run(postgres.url(database), table, "bzip2 -dc " + bz2(table))
                                : pipe.run(postgres.url(database), table, csv(table));
                setting.note("plain %s: %.2f s", table, seconds);
                return seconds;
            } finally {
                postgres.drop(database);
            }
        }

        double load(String table, boolean isPacked) throws Exception {
            var database = postgres.newDatabase();
            try {
                postgres.settle();
                var from = isPacked ? packed.resolve("bulk-data") : plain;
                var came =
                        load.run(
                                postgres.url(database),
                                List.of(
                                        "courtlistener",
                                        "--from",
                                        from.toString(),
                                        "--date",
                                        DAY.toString(),
                                        "--tables",
                                        table));
                setting.note(
                        "hopper load courtlistener --tables %s: %.2f s, %,d read",
                        table, came.seconds(), came.report().path("read").asLong());
                peak = Math.max(peak, came.peak());
                return came.seconds();
            } finally {
                postgres.drop(database);
            }
        }
    }
}
