package org.civichopper.importer.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.EventDocument.AgendaItem;
import org.civichopper.model.document.EventDocument.Media;
import org.civichopper.model.document.EventDocument.Participant;
import org.civichopper.model.document.EventDocument.RelatedEntity;
import org.civichopper.model.document.Field;
import org.civichopper.model.document.Json;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;

/// An event as the rows it should stand as.
final class EventRows {

    private final PlacedEvent placed;
    private final EventDocument event;
    private final Field<String> locationId;
    private final String dedupeKey;
    private final DocumentNames names;
    private final Optional<String> chamber;

    /// @param dedupeKey of a row that is new, should the document not say one
    EventRows(PlacedEvent placed, Field<String> locationId, String dedupeKey, DocumentNames names) {
        this.placed = placed;
        this.event = placed.event();
        this.locationId = locationId;
        this.dedupeKey = dedupeKey;
        this.names = names;
        this.chamber = names.chamberIn(event.name().split(" ", 2)[0]);
    }

    Wanted wanted(Before before) {
        return Wanted.row(
                        event.name(),
                        before.keep("description", event.description(), ""),
                        before.keep("classification", event.classification(), ""),
                        event.startDate(),
                        event.endDate().orElse(""),
                        before.keep("all_day", event.allDay(), false),
                        before.keep("status", event.status(), ""),
                        placed.jurisdictionId(),
                        before.keep("location_id", locationId, null),
                        before.keep(
                                "dedupe_key",
                                event.dedupeKey().map(key -> key.orElse(null)),
                                dedupeKey),
                        false,
                        before.keep("upstream_id", event.upstreamId(), ""),
                        before.keep("links", event.links(), Json.EMPTY_ARRAY),
                        before.keep("sources", event.sources(), Json.EMPTY_ARRAY),
                        before.keep("extras", event.extras(), Json.EMPTY_OBJECT))
                .with(
                        List.of(
                                Wanted.rows(event.media(), EventRows::media),
                                Wanted.rows(event.documents(), EventRows::document),
                                Wanted.numbered(event.participants(), this::participant),
                                Wanted.numbered(event.agenda(), this::agendaItem)));
    }

    private static Wanted media(Media media) {
        return Wanted.row(
                media.note(),
                media.date(),
                media.offset().orElse(null),
                media.classification(),
                media.links());
    }

    private static Wanted document(Media document) {
        return Wanted.row(
                document.note(), document.date(), document.classification(), document.links());
    }

    private Wanted participant(int position, Participant participant) {
        var who = participant.who();
        var row = new Row(PersonPlace.PARTICIPANT, who.name(), who.type(), participant.note());
        return Wanted.row(
                who.name(),
                who.type(),
                participant.note(),
                names.person(
                        row,
                        () -> "participants[" + position + "].person_id",
                        who.person(),
                        chamber),
                names.organization(
                        row,
                        Quality.UNMATCHED_PARTICIPANT,
                        () -> "participants[" + position + "].organization_id",
                        who.organization()));
    }

    private Wanted agendaItem(int position, AgendaItem item) {
        return Wanted.row(
                        item.description(),
                        item.classification(),
                        item.subjects(),
                        item.notes(),
                        item.extras())
                .with(
                        List.of(
                                Wanted.rows(item.media(), EventRows::media),
                                Wanted.numbered(
                                        item.relatedEntities(),
                                        (entity, what) -> relatedEntity(position, entity, what))));
    }

    private Wanted relatedEntity(int item, int position, RelatedEntity related) {
        var entity = related.entity();
        var row =
                new Row(
                        PersonPlace.AGENDA_ENTITY,
                        entity.name(),
                        entity.type(),
                        item + " " + related.note());
        Supplier<String> place = () -> "agenda[" + item + "].related_entities[" + position + "]";
        return Wanted.row(
                entity.name(),
                entity.type(),
                related.note(),
                names.person(row, () -> place.get() + ".person_id", entity.person(), chamber),
                names.organization(
                        row,
                        Quality.UNMATCHED_ENTITY,
                        () -> place.get() + ".organization_id",
                        entity.organization()),
                onAgenda(Kind.BILL, related),
                onAgenda(Kind.VOTE_EVENT, related));
    }

    // What does not stand yet is waited for, so it does not count as unresolved.
    private String onAgenda(Kind kind, RelatedEntity related) {
        return AgendaReference.of(placed.jurisdictionId(), related)
                .filter(reference -> reference.kind() == kind)
                .map(placed.onAgenda()::get)
                .orElse(null);
    }
}
