package org.civichopper.importer.upkeep;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.UpkeepClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rejects what has waited too long, sends objects that have no message, and forgets what the
/// ledger need not know any more: once in a while, by whichever instance comes first.
public final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final String TASK = "sweep and expiry";

    private final Database database;
    private final Sweep sweep;
    private final ParkedExpiry expiry;
    private final LedgerRetention retention;
    private final Duration every;

    /// @param every how long from one to the next
    public Upkeep(
            Database database,
            Sweep sweep,
            ParkedExpiry expiry,
            LedgerRetention retention,
            Duration every) {
        this.database = database;
        this.sweep = sweep;
        this.expiry = expiry;
        this.retention = retention;
        this.every = every;
    }

    /// Does what is due. What cannot be done now is due again later, and is no reason to fail.
    ///
    /// @param deadline after which nothing is begun any more
    public void run(Instant deadline) {
        try {
            if (Instant.now().isBefore(deadline) && isDue()) {
                expiry.run();
                sweep.run();
                retention.run(deadline); // last: what waits has a right to the time
            }
        } catch (SQLException e) {
            LOG.error("no upkeep: {}", e.getMessage());
        }
    }

    private boolean isDue() throws SQLException {
        return database.inTransaction(connection -> new UpkeepClock(connection).take(TASK, every));
    }
}
