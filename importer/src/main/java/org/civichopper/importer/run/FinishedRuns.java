package org.civichopper.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.civichopper.database.Database;
import org.civichopper.database.ServerTime;
import org.civichopper.database.ledger.ScrapeRuns;
import org.civichopper.database.ledger.ScrapeRuns.Finished;
import org.civichopper.database.ledger.UnconfirmedRuns;
import org.civichopper.database.lock.Locks;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.RunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes scrapes, each once: when everything of them was handled, or when nothing has been heard
/// of them for too long. Only one that ended well and is all there retires anything.
public final class FinishedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(FinishedRuns.class);

    private final Database database;
    private final Duration longest;
    private final RetiringLimit limit;
    private final Consumer<ClosedRun> told;

    /// @param longest how long after its last sign a run is closed that is not all there
    /// @param limit how much a run retires before a person says so
    /// @param told is handed each run that was closed, once its closing is committed
    public FinishedRuns(
            Database database, Duration longest, RetiringLimit limit, Consumer<ClosedRun> told) {
        this.database = database;
        this.longest = longest;
        this.limit = limit;
        this.told = told;
    }

    /// Closes what can be closed. What cannot be closed now is looked at again with the next tick,
    /// and is no reason to fail.
    ///
    /// @param deadline after which no further one is begun
    public void close(Instant deadline) {
        try {
            for (var key :
                    database.inTransaction(
                            connection -> new ScrapeRuns(connection).finished(longest))) {
                if (Instant.now().isBefore(deadline)) {
                    close(key);
                }
            }
        } catch (SQLException e) {
            LOG.error("no run closed: {}", e.getMessage());
        }
    }

    private void close(ScrapeRuns.Key key) {
        try {
            database.inTransaction(connection -> close(connection, key)).ifPresent(told);
        } catch (SQLException e) {
            LOG.error(
                    "run {} of {} not closed, the next tick tries again: {}",
                    key.id(),
                    key.jurisdictionId(),
                    e.getMessage());
        }
    }

    // Alone, so that nobody brings a vote while it is being missed; and looked at again, because
    // somebody else may have been quicker.
    private Optional<ClosedRun> close(Connection connection, ScrapeRuns.Key key)
            throws SQLException {
        new Locks(connection).takeAlone(key.jurisdictionId());
        var runs = new ScrapeRuns(connection);
        var found = runs.find(key, longest);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var run = found.get();
        var outcome = ClosedRun.Outcome.of(run);
        var retired =
                switch (outcome) {
                    case COMPLETE ->
                            RunClosing.retire(
                                    connection, run, claimed(run), runs.newest(key), limit);
                    case FAILED, INCOMPLETE -> Closed.without(claimed(run));
                };
        var closed =
                new ClosedRun(
                        run,
                        outcome,
                        runs.outcomes(key),
                        retired,
                        ServerTime.now(connection).toInstant());
        runs.close(key, closed.at(), outcome.word(), closed.toJson());
        new UnconfirmedRuns(connection).await(key, retired.unconfirmed().keySet());
        RunReport.write(connection, closed);
        return Optional.of(closed);
    }

    /// The kinds of which something would go.
    private static Set<Kind> claimed(Finished run) {
        return RunClosing.retiring(
                run.end().map(RunMessage.End::complete).orElse(EnumSet.noneOf(Kind.class)));
    }
}
