package org.civichopper.importer.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.ParkedDocuments;
import org.civichopper.database.ledger.ParkedDocuments.Parked;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Sha256;

/// Documents that came before what they name: called in when it arrives, sent back to wait when
/// more is missing.
final class EarlyDocuments {

    private final DocumentReader reader;

    EarlyDocuments(DocumentReader reader) {
        this.reader = reader;
    }

    /// The documents that wait for any of these, as arrivals of this batch.
    List<Arrival> awaiting(Connection connection, Collection<Awaited> brought) throws SQLException {
        return new ParkedDocuments(connection)
                .awaiting(brought).stream().map(this::arrival).toList();
    }

    /// Keeps what has to wait, and lets go of what waited and is done with.
    void settle(Connection connection, Map<Arrival, Outcome> outcomes) throws SQLException {
        var waiting = new ArrayList<Parked>();
        var done = new ArrayList<Parked>();
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Parked(var awaits)) {
                waiting.add(parked(arrival, awaits));
            } else if (arrival.parked()) {
                done.add(parked(arrival, List.of()));
            }
        });
        var documents = new ParkedDocuments(connection);
        documents.release(done);
        documents.park(waiting);
    }

    // It was read once before it was parked, so it reads again.
    private Arrival arrival(Parked parked) {
        var document = reader.read(parked.kind(), parked.content());
        var sha256 = Sha256.hex(parked.content());
        return new Arrival(
                document,
                parked.content(),
                parked.jurisdictionId(),
                DocumentVersion.of(document.head(), parked.lastModified(), sha256),
                parked.kind().word() + " " + parked.scrapedId() + " (parked)",
                parked.runId(),
                Optional.empty(),
                true);
    }

    private static Parked parked(Arrival arrival, List<Awaited> awaits) {
        return new Parked(
                arrival.jurisdictionId(),
                arrival.document().kind(),
                arrival.document().head().scrapedId(),
                arrival.content(),
                arrival.version().lastModified(),
                awaits,
                arrival.runId());
    }
}
