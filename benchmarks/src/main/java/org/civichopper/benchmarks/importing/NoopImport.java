package org.civichopper.benchmarks.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.benchmarks.postgres.WrittenRows;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.model.document.Sha256;

/// The same scrape once more, when nothing has changed.
public final class NoopImport implements Benchmark {

    @Override
    public String name() {
        return "noop-import";
    }

    @Override
    public String work() {
        return "re-import with nothing changed, against reading and hashing the files";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var scrape = Scrape.of(setting, folder.path());
            var database = postgres.newDatabase();
            var url = postgres.url(database);
            HopperImport.seconds(url, scrape.folder());
            var before = written(postgres, database);
            var seconds =
                    Rounds.medians(
                            setting.repetitions(),
                            () -> {
                                postgres.settle();
                                return HopperImport.seconds(url, scrape.folder());
                            },
                            () -> readAndHash(scrape));
            var documents = scrape.files().size();
            return List.of(
                    Figure.against(
                            "%,d documents, nothing changed".formatted(documents),
                            new Amount(documents / seconds[0], "documents/s"),
                            new Amount(documents / seconds[1], "documents/s"),
                            Target.atLeast(new Amount(10_000, "documents/s"))),
                    Figure.alone(
                            "rows written in public tables",
                            new Amount(written(postgres, database) - before, "rows"),
                            Target.atMost(new Amount(0, "rows"))));
        }
    }

    private static long written(BenchPostgres postgres, String database) throws Exception {
        try (var connection = postgres.connect(database)) {
            return WrittenRows.count(connection);
        }
    }

    // Less than that nobody can do who wants to know whether something changed.
    private static double readAndHash(Scrape scrape) {
        var watch = new Stopwatch();
        scrape.files().forEach(NoopImport::hash);
        return watch.seconds();
    }

    private static String hash(Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
