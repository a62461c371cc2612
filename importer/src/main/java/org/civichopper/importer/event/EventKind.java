package org.civichopper.importer.event;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
import org.civichopper.model.document.Field;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;

/// What is particular to events: two ways to recognise one, and the place where it is, which is
/// created on the way. For one batch.
public final class EventKind implements ObjectKind<PlacedEvent> {

    private final Map<Key, String> dedupeKeys = new HashMap<>();
    private final Map<Key, List<String>> standing = new HashMap<>();
    private EventLocations locations = EventLocations.NONE;

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
            Connection connection,
            List<Candidate<PlacedEvent>> candidates,
            Collection<Candidate<PlacedEvent>> batch)
            throws SQLException {
        var events = StandingEvents.load(connection, candidates, batch);
        var newest = new HashMap<String, PlacedEvent>();
        var recognised =
                Recognition.oldestFirst(
                        candidates,
                        events::find,
                        this::newId,
                        (id, candidate) -> {
                            events.become(id, candidate);
                            newest.put(id, candidate.subject());
                        });
        standing.putAll(recognised.standing());
        // A document that says no key may win over one that does.
        recognised.taken().forEach((key, id) -> dedupeKeys.put(key, events.dedupeKey(id)));
        var places = newest.values().stream().flatMap(placed -> place(placed).stream());
        locations = EventLocations.findOrCreate(connection, places.collect(toSet()));
        return recognised.taken();
    }

    @Override
    public Wanted wanted(Candidate<PlacedEvent> candidate, Before before, DocumentNames names) {
        var placed = candidate.subject();
        var rows = standing.getOrDefault(candidate.key(), List.of());
        names.warnOfSeveral(Quality.AMBIGUOUS_EVENT, "document", "one event that it means", rows);
        return new EventRows(placed, locationId(placed), dedupeKeys.get(candidate.key()), names)
                .wanted(before);
    }

    // Of a document that lost, nobody looked for the place: it counts as unchanged.
    private Field<String> locationId(PlacedEvent placed) {
        var place = place(placed);
        return place.isEmpty() || locations.has(place.get())
                ? placed.event().location().map(_ -> place.map(locations::id).orElse(null))
                : Field.absent();
    }

    private static Optional<Place> place(PlacedEvent placed) {
        return placed.event()
                .location()
                .orElse(Optional.empty())
                .map(at -> new Place(placed.jurisdictionId(), at.name(), at.url()));
    }
}
