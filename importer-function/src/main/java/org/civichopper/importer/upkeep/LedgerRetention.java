package org.civichopper.importer.upkeep;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.Expired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the ledger from growing for ever, a few thousand rows in a transaction, so that no batch
/// waits for it.
public final class LedgerRetention {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerRetention.class);
    private static final int AT_ONCE = 5000;

    private final Database database;
    private final Duration kept;

    /// @param kept how long the ledger knows of what is done
    public LedgerRetention(Database database, Duration kept) {
        this.database = database;
        this.kept = kept;
    }

    /// @param deadline after which no further rows go; the next time goes on
    void run(Instant deadline) throws SQLException {
        var forgotten = 0;
        for (var expired : Expired.values()) {
            for (var gone = AT_ONCE; gone == AT_ONCE; forgotten += gone) {
                if (Instant.now().isAfter(deadline)) {
                    return; // what comes after may not go before
                }
                gone =
                        database.inTransaction(
                                connection -> expired.forget(connection, kept, AT_ONCE));
            }
        }
        if (forgotten > 0) {
            LOG.info("{} rows of the ledger were older than {} and went", forgotten, kept);
        }
    }
}
