package org.civichopper.importer.upkeep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.ParkedDocuments;
import org.civichopper.database.lock.Locks;
import org.civichopper.database.lock.Patience;
import org.civichopper.importer.event.AgendaLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rejects documents whose bill or session never came, and forgets the links that agendas wait for.
public final class ParkedExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedExpiry.class);

    private final Database database;
    private final Duration longest;

    /// @param longest how long a document may wait
    public ParkedExpiry(Database database, Duration longest) {
        this.database = database;
        this.longest = longest;
    }

    void run() throws SQLException {
        database.inTransaction(connection -> {
            AgendaLinks.forget(connection, longest);
            return null;
        });
        List<String> jurisdictions =
                database.inTransaction(connection ->
                        new ParkedDocuments(connection).jurisdictionsWithExpired(longest));
        for (var jurisdictionId : jurisdictions) {
            Patience.inTransaction(database, connection -> expire(connection, jurisdictionId))
                    .forEach(line -> LOG.warn("{}", line));
        }
    }

    // Alone, so that nothing is rejected that a batch is just bringing home.
    private List<String> expire(Connection connection, String jurisdictionId) throws SQLException {
        new Locks(connection).takeAlone(jurisdictionId);
        return new ParkedDocuments(connection).expire(jurisdictionId, longest);
    }
}
