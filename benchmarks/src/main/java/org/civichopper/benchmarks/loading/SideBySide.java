package org.civichopper.benchmarks.loading;

import java.util.List;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.postgres.BenchPostgres;

/// A load into an empty database, and the plain way to the same rows into another, in turn.
final class SideBySide {

    /// What Postgres needs for the resulting rows by the plainest means.
    interface PlainWay {

        /// Keeps the rows that a load brought; the plain way need not find them out.
        void write(String databaseUrl) throws Exception;

        /// Before the clock runs.
        void prepare(String databaseUrl) throws Exception;

        /// Returns how many seconds it took.
        double load(String databaseUrl) throws Exception;
    }

    private final Setting setting;
    private final BenchPostgres postgres;
    private final PlainWay plain;
    private final LoadProcess load;
    private final List<String> arguments;
    private LoadProcess.Came came;

    /// @param arguments behind `hopper load`
    SideBySide(
            Setting setting,
            BenchPostgres postgres,
            PlainWay plain,
            LoadProcess load,
            List<String> arguments) {
        this.setting = setting;
        this.postgres = postgres;
        this.plain = plain;
        this.load = load;
        this.arguments = arguments;
    }

    /// @param plain seconds
    /// @param load seconds
    /// @param came of the last load
    record Measured(double plain, double load, LoadProcess.Came came) {}

    Measured measure() throws Exception {
        writeResult();
        var seconds = Rounds.cold(setting.repetitions(), this::plain, this::load);
        return new Measured(seconds[0], seconds[1], came);
    }

    private void writeResult() throws Exception {
        var database = postgres.newDatabase();
        load.run(postgres.url(database), arguments);
        plain.write(postgres.url(database));
        postgres.drop(database);
    }

    private double plain() throws Exception {
        var database = postgres.newDatabase();
        plain.prepare(postgres.url(database));
        postgres.settle();
        var seconds = plain.load(postgres.url(database));
        postgres.drop(database);
        setting.note("plain: %.2f s", seconds);
        return seconds;
    }

    private double load() throws Exception {
        var database = postgres.newDatabase();
        postgres.settle();
        came = load.run(postgres.url(database), arguments);
        postgres.drop(database);
        setting.note("hopper load %s: %.2f s", arguments.getFirst(), came.seconds());
        return came.seconds();
    }
}
