package org.civichopper.benchmarks.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
import org.civichopper.benchmarks.postgres.BinaryCopy;
import org.civichopper.benchmarks.postgres.NewRows;
import org.civichopper.benchmarks.postgres.ServerTime;
import org.civichopper.benchmarks.scrape.Scrape;

/// A legislature's first import, against binary COPY of exactly the rows that came of it.
public final class FirstImport implements Benchmark {

    @Override
    public String name() {
        return "first-import";
    }

    @Override
    public String work() {
        return "first import of a scrape, against binary COPY of the resulting rows";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var run = new Run(postgres, Scrape.of(setting, folder.path()), folder.path());
            var seconds = Rounds.medians(setting.repetitions(), run::ours, run::limit);
            var documents = run.scrape.files().size();
            var rows = run.rows.stream().mapToLong(NewRows.Rows::count).sum();
            setting.note("%,d documents became %,d rows", documents, rows);
            return List.of(
                    Figure.against(
                            "first import of %,d documents".formatted(documents),
                            Amount.seconds(seconds[0]),
                            Amount.seconds(seconds[1]),
                            Target.atMostTimes(1.5)),
                    Figure.informs(
                            "the server worked, both connections together",
                            Amount.seconds(Rounds.median(run.server))),
                    Figure.informs(
                            "documents per second",
                            Amount.count(documents / seconds[0], "documents/s")),
                    Figure.informs("rows per second", Amount.count(rows / seconds[0], "rows/s")));
        }
    }

    private static final class Run {

        private final BenchPostgres postgres;
        private final Scrape scrape;
        private final Path folder;
        private final List<Double> server = new ArrayList<>();
        private List<NewRows.Rows> rows;

        Run(BenchPostgres postgres, Scrape scrape, Path folder) {
            this.postgres = postgres;
            this.scrape = scrape;
            this.folder = folder;
        }

        double ours() throws SQLException, IOException {
            var database = postgres.newDatabase();
            double seconds;
            try (var connection = postgres.connect(database)) {
                var news = NewRows.watch(connection);
                postgres.settle();
                var before = serverTime(database);
                seconds = HopperImport.seconds(postgres.url(database), scrape.folder());
                server.add(serverTime(database) - before);
                rows = news.inserted(folder);
            }
            postgres.drop(database);
            return seconds;
        }

        private double serverTime(String database) throws SQLException {
            try (var elsewhere = postgres.connect("postgres")) {
                return ServerTime.seconds(elsewhere, database);
            }
        }

        double limit() throws SQLException, IOException {
            var database = postgres.newDatabase();
            postgres.settle();
            var watch = new Stopwatch();
            try (var connection = postgres.connect(database)) {
                BinaryCopy.load(connection, rows);
            }
            var seconds = watch.seconds();
            postgres.drop(database);
            return seconds;
        }
    }
}
