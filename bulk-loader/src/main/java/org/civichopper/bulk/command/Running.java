package org.civichopper.bulk.command;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Notes;
import org.civichopper.commandline.Bars;
import picocli.CommandLine;

/// Runs a load for a person or a machine: progress to standard error, what came of it to standard
/// output, and an exit code that says it, too.
///
/// @param json whether standard output gets one JSON object
public record Running(CommandLine command, Sessions sessions, boolean json) {

    /// @param load made for what it has to say meanwhile
    /// @return the exit code
    public int run(
            Function<Notes, DataSetLoad> load,
            Loader.Open open,
            int workers,
            Optional<Duration> staleAfter)
            throws InterruptedException {
        return runEach(List.of(load), open, workers, staleAfter);
    }

    /// Runs several loads that know nothing of each other, one after the other, and prints one
    /// result for all: counts are summed, and the status and exit code are the worst.
    public int runEach(
            List<Function<Notes, DataSetLoad>> loads,
            Loader.Open open,
            int workers,
            Optional<Duration> staleAfter)
            throws InterruptedException {
        var each = new ArrayList<Summed.Done>();
        for (var load : loads) {
            each.add(done(load, open, workers, staleAfter));
        }
        return finish(Summed.of(each));
    }

    /// Says what these would do.
    public int dryRunEach(List<Function<Notes, DataSetLoad>> loads) throws InterruptedException {
        var each = new ArrayList<Summed.Done>();
        for (var load : loads) {
            try (var shown = new ShownProgress(Bars.ofRows(command.getErr()));
                    var made = load.apply(shown)) {
                each.add(planned(made, System.nanoTime()));
            }
        }
        return finish(Summed.of(each));
    }

    private int finish(Summed.Done done) {
        return new Ending(command, json).say(done.report(), done.described());
    }

    // What was shown meanwhile is gone when the result is printed.
    private Summed.Done done(
            Function<Notes, DataSetLoad> load,
            Loader.Open open,
            int workers,
            Optional<Duration> staleAfter)
            throws InterruptedException {
        try (var shown = new ShownProgress(Bars.ofRows(command.getErr()));
                var made = load.apply(shown)) {
            if (made.isMeasuredInBytes()) {
                shown.measureBytes();
            }
            var report =
                    new Loader(sessions, LoadSteps.UNWATCHED, shown)
                            .run(made, open, workers, staleAfter);
            var described = report.json();
            made.describe(described);
            return new Summed.Done(report, described);
        }
    }

    /// Says what a run would do.
    public int dryRun(Function<Notes, DataSetLoad> load) throws InterruptedException {
        return dryRunEach(List.of(load));
    }

    private Summed.Done planned(DataSetLoad load, long began) throws InterruptedException {
        try {
            var plan = new Loader(sessions, LoadSteps.UNWATCHED, LoadProgress.NONE).plan(load);
            var report = report(load, LoadStatus.COMPLETED, Optional.empty(), began, false);
            var json = report.json();
            json.putObject("plan")
                    .put("slices", plan.slices().size())
                    .put("requests", plan.requests())
                    .put("rows", plan.rows())
                    .put("bytes", plan.bytes());
            return new Summed.Done(report, json);
        } catch (LoadStopped.Paused e) {
            return failed(load, LoadStatus.PAUSED, e.getMessage(), began);
        } catch (LoadStopped.Wrong e) {
            return failed(load, LoadStatus.FAILED, e.getMessage(), began, true);
        } catch (LoadStopped.Failed e) {
            return failed(load, LoadStatus.FAILED, e.getMessage(), began);
        } catch (SQLException e) {
            return failed(load, LoadStatus.FAILED, sessions + ": " + e.getMessage(), began);
        }
    }

    private static Summed.Done failed(
            DataSetLoad load, LoadStatus status, String error, long began) {
        return failed(load, status, error, began, false);
    }

    private static Summed.Done failed(
            DataSetLoad load, LoadStatus status, String error, long began, boolean wrongUsage) {
        var report = report(load, status, Optional.of(error), began, wrongUsage);
        return new Summed.Done(report, report.json());
    }

    private static LoadReport report(
            DataSetLoad load,
            LoadStatus status,
            Optional<String> error,
            long began,
            boolean wrongUsage) {
        return new LoadReport(
                OptionalLong.empty(),
                load.dataset(),
                status,
                LoadCounts.NONE,
                Duration.ofNanos(System.nanoTime() - began),
                error,
                wrongUsage);
    }
}
