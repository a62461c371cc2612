package org.civichopper.bulk.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.ledger.RunLock;

/// Brings a run from plan to report: plan, slices, read, build, check, promote, follow, close. What
/// was committed is not asked for again; `completed` is said only when all of it is true.
public final class Loader {

    /// What to do with an open run of the same work.
    public enum Open {
        /// Go on with it.
        RESUME,
        /// Abandon it.
        FRESH
    }

    // A process that was just killed lets go of its run within moments.
    private static final Duration TO_DIE = Duration.ofSeconds(8);
    private static final long MOMENT = 200; // ms
    private static final int MOST_CHANGES = 5;

    private final Sessions sessions;
    private final LoadSteps steps;
    private final LoadProgress progress;

    public Loader(Sessions sessions, LoadSteps steps, LoadProgress progress) {
        this.sessions = sessions;
        this.steps = steps;
        this.progress = progress;
    }

    /// @param workers how many slices are read at once
    /// @param staleAfter kept with the data set
    /// @return what came of it, whatever that is
    public LoadReport run(DataSetLoad load, Open open, int workers, Optional<Duration> staleAfter)
            throws InterruptedException {
        var began = System.nanoTime();
        var number = OptionalLong.empty();
        try (var ledger = sessions.open()) {
            LoadSchema.prepare(ledger);
            try (var lock = RunLock.on(ledger, sessions::open)) {
                var run = openRun(ledger, lock, load, open, staleAfter);
                number = OptionalLong.of(run.id());
                var report = goOn(ledger, load, run, workers, began);
                if (!report.wrongUsage()) {
                    load.tell(ledger, report);
                }
                return report;
            }
        } catch (LoadStopped.Failed e) { // before there was a run to close
            return stopped(load, number, e.getMessage(), began);
        } catch (SQLException e) {
            return stopped(load, number, database(e), began);
        }
    }

    /// Plans only: asks the source, and writes nothing.
    public DataSetLoad.Plan plan(DataSetLoad load) throws SQLException, InterruptedException {
        try (var connection = sessions.open()) {
            connection.setReadOnly(true);
            return load.plan(connection);
        }
    }

    private LoadReport stopped(DataSetLoad load, OptionalLong run, String error, long began) {
        return new LoadReport(
                run,
                load.dataset(),
                LoadStatus.FAILED,
                LoadCounts.NONE,
                Duration.ofNanos(System.nanoTime() - began),
                Optional.of(error));
    }

    private String database(SQLException e) {
        return "%s: %s; once that is mended, run the same command again"
                .formatted(sessions, e.getMessage());
    }

    private LoadRun openRun(
            Connection ledger,
            RunLock lock,
            DataSetLoad load,
            Open open,
            Optional<Duration> staleAfter)
            throws SQLException, InterruptedException {
        var runs = new LoadRuns(ledger);
        var latest = runs.latest(load.dataset(), load.scope());
        if (latest.filter(run -> isUnfinished(run.status())).isPresent()) {
            var run = latest.get();
            takeAlone(ledger, lock, run);
            if (open == Open.RESUME) {
                runs.runsAgain(run.id());
                new LoadSlices(ledger).release(run.id());
                ledger.commit();
                progress.say(
                        "goes on with run %d of %s"
                                .formatted(
                                        run.id(), run.startedAt().truncatedTo(ChronoUnit.SECONDS)));
                return share(ledger, lock, run.id());
            }
            load.drop(ledger, run);
            runs.close(
                    run.id(),
                    LoadStatus.ABANDONED,
                    run.counts(),
                    Optional.of("--fresh began anew"));
            ledger.commit();
        }
        while (runs.forgetOld()) {
            ledger.commit();
        }
        var id = runs.open(load.dataset(), load.scope(), load.mode(), load.arguments(), staleAfter);
        lock.takeAlone(id);
        ledger.commit();
        steps.reached(LoadStep.OPENED);
        return share(ledger, lock, id);
    }

    private static boolean isUnfinished(LoadStatus status) {
        return switch (status) {
            case RUNNING, PAUSED -> true;
            case COMPLETED, COMPLETED_WITH_REJECTS, FAILED, ABANDONED -> false;
        };
    }

    private static void takeAlone(Connection ledger, RunLock lock, LoadRun run)
            throws SQLException, InterruptedException {
        var until = System.nanoTime() + TO_DIE.toNanos();
        while (!lock.takeAlone(run.id())) {
            ledger.commit();
            if (System.nanoTime() > until) {
                throw new LoadStopped.Failed(
                        "another run is in progress: %d (%s), since %s; wait for it: hopper load runs show %d"
                                .formatted(run.id(), run.scope(), run.startedAt(), run.id()));
            }
            Thread.sleep(MOMENT);
        }
    }

    private static LoadRun share(Connection ledger, RunLock lock, long id) throws SQLException {
        lock.share(id);
        var run = new LoadRuns(ledger).find(id).orElseThrow();
        ledger.commit();
        return run;
    }

    private LoadReport goOn(
            Connection ledger, DataSetLoad load, LoadRun run, int workers, long began)
            throws SQLException, InterruptedException {
        try {
            var total = run.promoted() ? run.counts() : untilPromoted(ledger, load, run, workers);
            steps.reached(LoadStep.PROMOTED);
            follow(ledger, load, new LoadRuns(ledger).find(run.id()).orElseThrow(), total);
            steps.reached(LoadStep.FOLLOWED);
            var status =
                    total.rejected() > 0 ? LoadStatus.COMPLETED_WITH_REJECTS : LoadStatus.COMPLETED;
            return close(ledger, load, run, status, total, Optional.empty(), began);
        } catch (LoadStopped.Paused e) {
            return stop(ledger, load, run, LoadStatus.PAUSED, e.getMessage(), began);
        } catch (LoadStopped.Wrong e) {
            rollBack(ledger);
            new LoadRuns(ledger).forget(run.id()); // nothing was begun
            ledger.commit();
            return new LoadReport(
                    OptionalLong.empty(),
                    load.dataset(),
                    LoadStatus.FAILED,
                    LoadCounts.NONE,
                    Duration.ofNanos(System.nanoTime() - began),
                    Optional.of(e.getMessage()),
                    true);
        } catch (LoadStopped.Failed | LoadStopped.Changed e) {
            return stop(ledger, load, run, LoadStatus.FAILED, e.getMessage(), began);
        } catch (SQLException e) {
            if (isAway(e)) {
                throw e; // the run stays open, and the same command goes on
            }
            var status = isBusy(e) ? LoadStatus.PAUSED : LoadStatus.FAILED;
            return stop(ledger, load, run, status, database(e), began);
        }
    }

    private LoadReport stop(
            Connection ledger,
            DataSetLoad load,
            LoadRun run,
            LoadStatus status,
            String error,
            long began)
            throws SQLException {
        rollBack(ledger);
        return close(ledger, load, run, status, soFar(ledger, run), Optional.of(error), began);
    }

    // The connection broke, or the server goes down.
    private static boolean isAway(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    // Readers left no moment for the exchange: what was read and built waits for the next attempt.
    private static boolean isBusy(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.setAutoCommit(false);
    }

    private LoadCounts untilPromoted(Connection ledger, DataSetLoad load, LoadRun run, int workers)
            throws SQLException, InterruptedException {
        if (new LoadSlices(ledger).all(run.id()).isEmpty()) {
            plan(ledger, load, run);
        } else {
            mendStaging(ledger, load, run);
            progress.found(expected(ledger, load, run));
        }
        steps.reached(LoadStep.PLANNED);
        // A slice may have brought others.
        for (var left = open(ledger, run); left > 0; left = open(ledger, run)) {
            readAll(ledger, load, run, Math.min(workers, left));
            Thread.sleep(open(ledger, run) < left ? 0 : MOMENT); // another process has the rest
        }
        steps.reached(LoadStep.READ);
        var planned = new LoadRuns(ledger).find(run.id()).orElseThrow();
        var read = load.build(ledger, planned, soFar(ledger, run));
        ledger.commit();
        steps.reached(LoadStep.BUILT);
        load.check(ledger, planned, read);
        ledger.commit();
        steps.reached(LoadStep.CHECKED);
        var total = load.promote(ledger, planned, read);
        try {
            new LoadRuns(ledger).promoted(run.id(), total);
            steps.reached(LoadStep.FINISHED);
            ledger.commit();
        } catch (SQLException e) {
            load.takeBack(planned);
            throw e;
        }
        return total;
    }

    private static int open(Connection ledger, LoadRun run) throws SQLException {
        var open = new LoadSlices(ledger).open(run.id());
        ledger.commit();
        return open;
    }

    private void readAll(Connection ledger, DataSetLoad load, LoadRun run, int workers)
            throws SQLException, InterruptedException {
        for (var changes = 0; ; changes++) {
            try {
                new Workers(sessions, load, run, steps, progress).readAll(workers);
                return;
            } catch (LoadStopped.Changed e) {
                if (changes == MOST_CHANGES) {
                    throw new LoadStopped.Failed(
                            "%s; that happened %d times in this run: run it again once the source is quiet"
                                    .formatted(e.getMessage(), changes + 1));
                }
                progress.say(e.getMessage() + "; begins it anew");
                var slices = new LoadSlices(ledger);
                slices.release(run.id());
                var now = new LoadRuns(ledger).find(run.id()).orElseThrow();
                var anew = load.replan(ledger, now, e.part());
                slices.drop(run.id(), anew.gone());
                slices.plan(run.id(), anew.slices());
                new LoadRuns(ledger).planned(run.id(), anew.source());
                ledger.commit();
            }
        }
    }

    private void plan(Connection ledger, DataSetLoad load, LoadRun run)
            throws SQLException, InterruptedException {
        var plan = load.plan(ledger);
        progress.found(load.isMeasuredInBytes() ? plan.bytes() : plan.rows());
        load.prepare(ledger, run, plan);
        new LoadSlices(ledger).plan(run.id(), plan.slices());
        new LoadRuns(ledger).planned(run.id(), plan.source());
        ledger.commit();
    }

    private static void mendStaging(Connection ledger, DataSetLoad load, LoadRun run)
            throws SQLException {
        for (var standing : new LoadSlices(ledger).all(run.id())) {
            if (!load.holds(ledger, standing.slice())) {
                var anew = load.empty(ledger, run, standing.slice());
                new LoadSlices(ledger).beginAnew(standing.slice(), anew);
            }
        }
        ledger.commit();
    }

    private static long expected(Connection ledger, DataSetLoad load, LoadRun run)
            throws SQLException {
        return new LoadSlices(ledger)
                .all(run.id()).stream()
                        .mapToLong(each -> load.expected(each.slice()).orElse(0))
                        .sum();
    }

    private static void follow(Connection ledger, DataSetLoad load, LoadRun run, LoadCounts total)
            throws SQLException, InterruptedException {
        ledger.setAutoCommit(true);
        try {
            load.follow(ledger, run, total);
        } finally {
            ledger.setAutoCommit(false);
        }
    }

    private static LoadCounts soFar(Connection ledger, LoadRun run) throws SQLException {
        var standing = new LoadRuns(ledger).find(run.id()).orElseThrow();
        if (standing.promoted()) {
            return standing.counts();
        }
        return new LoadSlices(ledger)
                .all(run.id()).stream()
                        .map(each -> each.slice().counts())
                        .reduce(LoadCounts.NONE, LoadCounts::plus);
    }

    private LoadReport close(
            Connection ledger,
            DataSetLoad load,
            LoadRun run,
            LoadStatus status,
            LoadCounts counts,
            Optional<String> error,
            long began)
            throws SQLException {
        if (status == LoadStatus.FAILED) {
            load.drop(ledger, run);
        }
        new LoadRuns(ledger).close(run.id(), status, counts, error);
        ledger.commit();
        steps.reached(LoadStep.CLOSED);
        return new LoadReport(
                OptionalLong.of(run.id()),
                load.dataset(),
                status,
                counts,
                Duration.ofNanos(System.nanoTime() - began),
                error);
    }
}
