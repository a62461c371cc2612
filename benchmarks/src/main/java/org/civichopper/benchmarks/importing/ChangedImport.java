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
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.benchmarks.postgres.NewRows;
import org.civichopper.benchmarks.postgres.PlainSql;
import org.civichopper.benchmarks.postgres.Wal;
import org.civichopper.benchmarks.scrape.News;
import org.civichopper.benchmarks.scrape.Scrape;

/// The same scrape later, when one bill in ten has one more action.
public final class ChangedImport implements Benchmark {

    @Override
    public String name() {
        return "changed-import";
    }

    @Override
    public String work() {
        return "re-import with one more action on 10 % of the bills, against one with nothing new;"
                + " its WAL against that of plain SQL writing the same rows";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start()) {
            var scrape = Scrape.of(setting, folder.path());
            var run = new Run(postgres, scrape, new News(scrape), folder.path());
            run.same(); // the first import
            var seconds = Rounds.medians(setting.repetitions(), run::changed, run::same);
            setting.note("each time %,d bills had one more action", run.bills);
            return List.of(
                    Figure.against(
                            "%,d documents, one bill in ten changed"
                                    .formatted(scrape.files().size()),
                            Amount.seconds(seconds[0]),
                            Amount.seconds(seconds[1]),
                            Target.atMostTimes(3)),
                    Figure.against(
                            "WAL, ledger included",
                            Amount.megabytes(Rounds.median(run.logged)),
                            Amount.megabytes(Rounds.median(run.leastLogged)),
                            Target.atMostTimes(2)),
                    Figure.informs(
                            "WAL of the import with nothing new",
                            Amount.megabytes(Rounds.median(run.loggedOfSame))));
        }
    }

    private static final class Run {

        private final BenchPostgres postgres;
        private final Scrape scrape;
        private final News news;
        private final Path folder;
        private final String database;
        private final List<Double> logged = new ArrayList<>();
        private final List<Double> leastLogged = new ArrayList<>();
        private final List<Double> loggedOfSame = new ArrayList<>();
        private int bills;

        Run(BenchPostgres postgres, Scrape scrape, News news, Path folder) {
            this.postgres = postgres;
            this.scrape = scrape;
            this.news = news;
            this.folder = folder;
            this.database = postgres.newDatabase();
        }

        double same() throws SQLException {
            return timed(loggedOfSame);
        }

        double changed() throws SQLException, IOException {
            bills = news.happen();
            var copy = postgres.copyOf(database);
            double seconds;
            try (var connection = postgres.connect(database)) {
                var rows = NewRows.watch(connection);
                seconds = timed(logged);
                var inserted = rows.inserted(folder);
                var updated = rows.updated(folder);
                try (var there = postgres.connect(copy)) {
                    leastLogged.add((double) PlainSql.logged(there, inserted, updated));
                }
            }
            postgres.drop(copy);
            return seconds;
        }

        // Every page that is touched for the first time after this goes to the log as a whole, in
        // ours as in the limit.
        private double timed(List<Double> bytes) throws SQLException {
            postgres.settle();
            try (var elsewhere = postgres.connect("postgres")) {
                var before = Wal.position(elsewhere);
                var seconds = HopperImport.seconds(postgres.url(database), scrape.folder());
                bytes.add((double) Wal.position(elsewhere) - before);
                return seconds;
            }
        }
    }
}
