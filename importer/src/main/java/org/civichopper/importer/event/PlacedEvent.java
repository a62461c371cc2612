package org.civichopper.importer.event;

import java.util.Map;
import java.util.TreeSet;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.model.document.EventDocument;

/// An event with the ids of the bills and votes on its agenda.
///
/// @param onAgenda those that stand
public record PlacedEvent(
        EventDocument event, String jurisdictionId, Map<AgendaReference, String> onAgenda) {

    public Key key() {
        return eventKey().toLedgerKey();
    }

    EventKey eventKey() {
        return EventKey.of(jurisdictionId, event);
    }

    /// Whether the document says what is on the agenda; if not, what stands there still waits.
    public boolean givesAgenda() {
        return event.agenda().toOptional().isPresent();
    }

    /// Equal as long as the agenda means the same rows.
    public String agendaIds() {
        return String.join(" ", new TreeSet<>(onAgenda.values()));
    }
}
