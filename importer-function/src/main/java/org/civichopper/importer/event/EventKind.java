package org.civichopper.importer.event;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.event.EventLocations.Place;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.object.Recognition;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Kind;

/// What is particular to events: two ways to recognise one, and the place where it is, which is
/// created on the way. For one batch.
public final class EventKind implements ObjectKind<PlacedEvent> {

    private final Map<Key, String> dedupeKeys = new HashMap<>();
    private EventLocations locations;

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public Table table() {
        return EventTables.EVENT;
    }

    @Override
    public String newId() {
        return TimeOrderedUuid.next("ocd-event/");
    }

    @Override
    public boolean hasSeveralKeys() {
        return true;
    }

    @Override
    public Map<Key, String> find(
            Connection connection, Collection<Candidate<PlacedEvent>> candidates)
            throws SQLException {
        var standing =
                StandingEvents.load(
                        connection, candidates.stream().map(c -> c.subject().eventKey()).toList());
        var newest = new HashMap<String, PlacedEvent>();
        var found =
                Recognition.oldestFirst(
                        candidates,
                        candidate -> standing.find(candidate.subject().eventKey()),
                        this::newId,
                        (id, placed) -> {
                            standing.become(id, placed);
                            newest.put(id, placed);
                        });
        // A document that says no key may win over one that does.
        found.forEach((key, id) -> dedupeKeys.put(key, standing.dedupeKey(id)));
        var places = newest.values().stream().flatMap(placed -> place(placed).stream());
        locations = EventLocations.findOrCreate(connection, places.collect(toSet()));
        return found;
    }

    @Override
    public Wanted wanted(Candidate<PlacedEvent> candidate, Before before, DocumentNames names) {
        var placed = candidate.subject();
        var locationId = place(placed).map(locations::id);
        return new EventRows(placed, locationId, dedupeKeys.get(candidate.key()), names)
                .wanted(before);
    }

    private static Optional<Place> place(PlacedEvent placed) {
        return placed.event()
                .location()
                .orElse(Optional.empty())
                .map(at -> new Place(placed.jurisdictionId(), at.name(), at.url()));
    }
}
