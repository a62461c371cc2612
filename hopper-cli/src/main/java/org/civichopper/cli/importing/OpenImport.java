package org.civichopper.cli.importing;

import java.sql.SQLException;
import java.time.Instant;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.RunLedger;

/// An import as the ledger has it, from its beginning to its end. One that does not come to its
/// end, by an error or a Ctrl-C, is broken off there, too. Of one that is killed the ledger says so
/// a day later.
final class OpenImport implements AutoCloseable {

    private final Database database;
    private final String id;
    private final Instant beganAt;
    private final Thread whenStopped = new Thread(this::breakOff, "import broken off");
    private boolean ended;

    /// Begins it.
    OpenImport(Database database, String id, String jurisdictionId) throws SQLException {
        this.database = database;
        this.id = id;
        // By the database's clock: versions are told by it, and a machine whose own is ahead would
        // keep out all that comes later.
        this.beganAt =
                database.inTransaction(
                                connection -> new RunLedger(connection).begin(id, jurisdictionId))
                        .toInstant();
        Runtime.getRuntime().addShutdownHook(whenStopped);
    }

    Instant beganAt() {
        return beganAt;
    }

    /// It came to its end, and the ledger says so.
    void ended() {
        ended = true;
    }

    private void breakOff() {
        try {
            database.inTransaction(connection -> {
                new RunLedger(connection).breakOff(id);
                return null;
            });
        } catch (SQLException e) {
            // the database is away, which is what stopped the import
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException e) {
            return; // Ctrl-C: the hook is at it
        }
        if (!ended) {
            breakOff();
        }
    }
}
