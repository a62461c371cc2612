package org.civichopper.importer.event;

import java.util.ArrayList;
import java.util.List;

/// An entity on an agenda whose bill or vote does not stand yet.
///
/// @param eventId of the event's row
/// @param item the position on the agenda
record WaitingEntity(
        String eventId,
        int item,
        String name,
        String type,
        String note,
        AgendaReference reference) {

    static List<WaitingEntity> of(String eventId, PlacedEvent placed) {
        var waiting = new ArrayList<WaitingEntity>();
        var items = placed.event().agenda().orElse(List.of());
        for (int position = 0; position < items.size(); position++) {
            for (var related : items.get(position).relatedEntities()) {
                var item = position;
                AgendaReference.of(placed.jurisdictionId(), related)
                        .filter(reference -> !placed.onAgenda().containsKey(reference))
                        .map(reference ->
                                new WaitingEntity(
                                        eventId,
                                        item,
                                        related.entity().name(),
                                        related.entity().type(),
                                        related.note(),
                                        reference))
                        .ifPresent(waiting::add);
            }
        }
        return waiting;
    }
}
