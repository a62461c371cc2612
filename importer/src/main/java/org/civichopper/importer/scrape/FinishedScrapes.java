package org.civichopper.importer.scrape;

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
import org.civichopper.database.ledger.Scrapes;
import org.civichopper.database.ledger.Scrapes.Finished;
import org.civichopper.database.ledger.UnconfirmedScrapes;
import org.civichopper.database.lock.Locks;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.RunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes scrapes, each once: when everything of them was handled, or when nothing has been heard
/// of them for too long. Only one that ended well and is all there retires anything.
public final class FinishedScrapes {

    private static final Logger LOG = LoggerFactory.getLogger(FinishedScrapes.class);

    private final Database database;
    private final Duration longest;
    private final RetiringLimit limit;
    private final Consumer<ClosedScrape> told;

    /// @param longest how long after its last sign a scrape is closed that is not all there
    /// @param limit how much a scrape retires before a person says so
    /// @param told is handed each scrape that was closed, once its closing is committed
    public FinishedScrapes(
            Database database, Duration longest, RetiringLimit limit, Consumer<ClosedScrape> told) {
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
                            connection -> new Scrapes(connection).finished(longest))) {
                if (Instant.now().isBefore(deadline)) {
                    close(key);
                }
            }
        } catch (SQLException e) {
            LOG.error("no run closed: {}", e.getMessage());
        }
    }

    private void close(Scrapes.Key key) {
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
    private Optional<ClosedScrape> close(Connection connection, Scrapes.Key key)
            throws SQLException {
        new Locks(connection).takeAlone(key.jurisdictionId());
        var runs = new Scrapes(connection);
        var found = runs.find(key, longest);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var run = found.get();
        var outcome = ClosedScrape.Outcome.of(run);
        var retired =
                switch (outcome) {
                    case COMPLETE ->
                            ScrapeClosing.retire(
                                    connection, run, claimed(run), runs.newest(key), limit);
                    case FAILED, INCOMPLETE -> Closed.without(claimed(run));
                };
        var closed =
                new ClosedScrape(
                        run,
                        outcome,
                        runs.outcomes(key),
                        retired,
                        ServerTime.now(connection).toInstant());
        runs.close(key, closed.at(), outcome.word(), closed.toJson());
        new UnconfirmedScrapes(connection).await(key, retired.unconfirmed().keySet());
        ScrapeReport.write(connection, closed);
        return Optional.of(closed);
    }

    /// The kinds of which something would go.
    private static Set<Kind> claimed(Finished run) {
        return ScrapeClosing.retiring(
                run.end().map(RunMessage.End::complete).orElse(EnumSet.noneOf(Kind.class)));
    }
}
