package org.civichopper.importer.notice;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.civichopper.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people of a new kind of failure, of freshness that breaks its objective and recovers, and
/// of each scrape that is closed. One cause is told at most once in 15 minutes, however many
/// instances see it; a notice that does not arrive is not told again.
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Database database;
    private final List<Receiver> receivers;
    private final Duration objective;
    private final Messenger messenger;

    /// @param objective how long 95 of 100 documents may take from scraped to committed
    public Notices(
            Database database, List<Receiver> receivers, Duration objective, Messenger messenger) {
        this.database = database;
        this.receivers = receivers;
        this.objective = objective;
        this.messenger = messenger;
    }

    /// Tells what is new. Whatever goes wrong with that is a line in the log, and no reason to
    /// fail.
    ///
    /// @param deadline after which nothing is begun
    public void tell(Instant deadline) {
        if (Instant.now().isAfter(deadline)) {
            return;
        }
        try {
            var found =
                    database.inTransaction(
                            connection -> new NoticeLedger(connection).find(objective));
            if (!found.isEmpty()) {
                var ours =
                        database.inTransaction(
                                connection -> new NoticeLedger(connection).claim(found));
                if (!ours.isEmpty()) {
                    messenger.send(new Message(ours), receivers);
                }
            }
        } catch (SQLException | RuntimeException e) { // the documents are committed, all the same
            LOG.warn("nobody was told anything: {}", e.getClass().getSimpleName());
        }
    }
}
