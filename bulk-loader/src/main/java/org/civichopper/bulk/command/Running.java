package org.civichopper.bulk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.civichopper.commandline.ExitCodes;
import org.civichopper.model.text.Harmless;
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
        print(done.report(), done.described());
        return exitCode(done.report().status());
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
            var plan = new Loader(sessions, LoadSteps.UNWATCHED, NOTHING).plan(load);
            var report = report(load, LoadStatus.COMPLETED, Optional.empty(), began);
            var json = report.json();
            json.putObject("plan")
                    .put("slices", plan.slices().size())
                    .put("requests", plan.requests())
                    .put("rows", plan.rows())
                    .put("bytes", plan.bytes());
            return new Summed.Done(report, json);
        } catch (LoadStopped.Paused e) {
            return failed(load, LoadStatus.PAUSED, e.getMessage(), began);
        } catch (LoadStopped.Failed e) {
            return failed(load, LoadStatus.FAILED, e.getMessage(), began);
        } catch (SQLException e) {
            return failed(load, LoadStatus.FAILED, sessions + ": " + e.getMessage(), began);
        }
    }

    private static final LoadProgress NOTHING =
            new LoadProgress() {
                @Override
                public void found(long rows) {}

                @Override
                public Bar begin(String slice, OptionalLong rows) {
                    throw new IllegalStateException("nothing is read in a dry run");
                }

                @Override
                public void say(String line) {}
            };

    private static Summed.Done failed(
            DataSetLoad load, LoadStatus status, String error, long began) {
        var report = report(load, status, Optional.of(error), began);
        return new Summed.Done(report, report.json());
    }

    private static LoadReport report(
            DataSetLoad load, LoadStatus status, Optional<String> error, long began) {
        return new LoadReport(
                OptionalLong.empty(),
                load.dataset(),
                status,
                LoadCounts.NONE,
                Duration.ofNanos(System.nanoTime() - began),
                error);
    }

    private void print(LoadReport report, ObjectNode described) {
        var out = command.getOut();
        if (json) {
            out.println(described);
        } else {
            printLines(out, report, described);
        }
        out.flush();
        if (report.error().isPresent()) {
            command.getErr().println("hopper: " + Harmless.lines(report.error().get()));
        }
    }

    private static void printLines(PrintWriter out, LoadReport report, ObjectNode described) {
        var run = report.run().isPresent() ? ", run " + report.run().getAsLong() : ", a dry run";
        out.printf(
                Locale.ROOT,
                "%s: %s%s, after %.1f s%n",
                report.dataset(),
                report.status().word().replace('_', ' '),
                run,
                report.took().toMillis() / 1000.0);
        if (described.has("plan")) {
            var plan = described.path("plan");
            out.printf(
                    Locale.ROOT,
                    "  would ask for %,d rows, about %,d MB, in %,d requests, as %d slices%n",
                    plan.path("rows").asLong(),
                    plan.path("bytes").asLong() >> 20,
                    plan.path("requests").asLong(),
                    plan.path("slices").asInt());
            return;
        }
        var counts = report.counts();
        out.printf(
                Locale.ROOT,
                "  read %,d: %,d inserted, %,d updated, %,d unchanged, %,d rejected%n",
                counts.read(),
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected());
        if (counts.deleted() > 0 || counts.flagged() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,d deleted, %,d flagged%n",
                    counts.deleted(),
                    counts.flagged());
        }
        out.printf(
                Locale.ROOT, "  %,d requests, %,.1f MB%n", counts.requests(), counts.bytes() / 1e6);
    }

    private static int exitCode(LoadStatus status) {
        return switch (status) {
            case COMPLETED -> 0;
            case COMPLETED_WITH_REJECTS -> ExitCodes.SOME_REJECTED;
            case PAUSED -> ExitCodes.AGAIN_LATER;
            case FAILED, ABANDONED, RUNNING -> CommandLine.ExitCode.SOFTWARE;
        };
    }
}
