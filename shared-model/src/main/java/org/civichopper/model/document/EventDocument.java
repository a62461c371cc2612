package org.civichopper.model.document;

import java.util.List;
import java.util.Optional;
import org.civichopper.model.text.WhiteSpace;

/// A hearing, a meeting or a session day as a scraper saw it.
public record EventDocument(
        Head head,
        String name,
        Field<String> description,
        Field<String> classification,
        String startDate,
        Field<String> endDate,
        Field<Boolean> allDay,
        Field<String> status,
        Field<String> upstreamId,
        Field<Optional<String>> dedupeKey,
        Field<Optional<Location>> location,
        Field<Json> links,
        Field<Json> sources,
        Field<Json> extras,
        Field<List<Media>> media,
        Field<List<Media>> documents,
        Field<List<Participant>> participants,
        Field<List<AgendaItem>> agenda)
        implements Document {

    public record Location(String name, String url) {

        static Location read(Fields location) {
            location.ignore("id", "jurisdiction_id");
            location.checkTextsOrNull("note");
            location.checkPart(
                    "coordinates", point -> point.checkTextsOrNull("latitude", "longitude"));
            return new Location(location.text("name", 200), location.textOrEmpty("url", 2000));
        }
    }

    /// A recording or a paper: of the event or of an item on its agenda.
    ///
    /// @param offset seconds into the recording
    public record Media(
            String note, String date, Optional<Integer> offset, String classification, Json links) {

        static Media read(Fields media) {
            media.ignore("event_id");
            return read(media, 50);
        }

        static Media readOnAgenda(Fields media) {
            media.ignore("agenda_item_id");
            return read(media, 100);
        }

        private static Media read(Fields media, int longestClassification) {
            media.ignore("id");
            media.checkTextsOrNull("name", "type");
            media.text("note", Fields.UNLIMITED);
            return new Media(
                    media.cutText("note", 300),
                    media.textOrEmpty("date", 25),
                    media.offset("offset"),
                    media.textOrEmpty("classification", longestClassification),
                    links(media));
        }

        static Media readDocument(Fields document) {
            document.ignore("id", "event_id");
            document.checkTextsOrNull("media_type", "url");
            return new Media(
                    document.text("note", Fields.UNLIMITED),
                    document.textOrEmpty("date", 25),
                    Optional.empty(),
                    document.textOrEmpty("classification", 50),
                    links(document));
        }

        private static Json links(Fields media) {
            return media.optionalArray("links", Json.EMPTY_ARRAY, Link::check)
                    .orElse(Json.EMPTY_ARRAY);
        }
    }

    /// Of several references the first that the document mentions counts, even when it is null.
    public record Participant(Entity who, String note) {

        static Participant read(Fields participant) {
            participant.ignore("event_id");
            participant.checkTextsOrNull("id", "type");
            var organization = participant.reference("committee_id");
            var person = participant.reference("legislator_id");
            var who = Entity.read(participant);
            var isPerson = participant.has("person_id") || person.isPresent();
            return new Participant(
                    new Entity(
                            who.name(),
                            who.type(),
                            who.person().or(() -> person),
                            who.organization().or(() -> organization).filter(_ -> !isPerson)),
                    participant.textOrEmpty("note", Fields.UNLIMITED));
        }
    }

    public record AgendaItem(
            String description,
            List<String> classification,
            List<String> subjects,
            List<String> notes,
            Json extras,
            List<Media> media,
            List<RelatedEntity> relatedEntities) {

        static AgendaItem read(Fields item) {
            item.ignore("id", "event_id");
            item.checkPosition("order");
            return new AgendaItem(
                    item.text("description", Fields.UNLIMITED),
                    item.texts("classification"),
                    item.texts("subjects"),
                    item.texts("notes"),
                    item.optionalObject("extras").orElse(Json.EMPTY_OBJECT),
                    item.parts("media", Media::readOnAgenda),
                    item.parts("related_entities", RelatedEntity::read));
        }
    }

    /// What an item on the agenda is about. Of several references the first that the document
    /// mentions counts, even when it is null.
    public record RelatedEntity(
            Entity entity, Optional<Reference> bill, Optional<Reference> vote, String note) {

        static RelatedEntity read(Fields entity) {
            entity.ignore("agenda_item_id");
            entity.checkTextsOrNull("id");
            var who = Entity.read(entity);
            var bill = entity.reference("bill_id");
            var vote = entity.reference("vote_event_id");
            var noPerson = !entity.has("person_id");
            var nobody = noPerson && !entity.has("organization_id");
            var noBill = nobody && !entity.has("bill_id");
            return new RelatedEntity(
                    new Entity(
                            who.name(),
                            who.type(),
                            who.person(),
                            who.organization().filter(_ -> noPerson)),
                    bill.filter(_ -> nobody),
                    vote.filter(_ -> noBill),
                    entity.textOrEmpty("note", Fields.UNLIMITED));
        }
    }

    /// The dedupe_key to recognise the event by: one of blanks is none.
    public Optional<String> recognisedBy() {
        return dedupeKey.orElse(Optional.empty()).filter(key -> !WhiteSpace.isBlank(key));
    }

    static EventDocument read(Head head, Fields event) {
        event.ignore("id", "created_at", "updated_at", "deleted", "jurisdiction_id", "location_id");
        var document =
                new EventDocument(
                        head,
                        event.text("name", 1000),
                        event.optionalText("description", Fields.UNLIMITED),
                        event.optionalText("classification", 100),
                        event.text("start_date", 25),
                        event.optionalText("end_date", 25),
                        event.optionalBoolean("all_day"),
                        event.optionalText("status", 20),
                        event.optionalText("upstream_id", 300),
                        event.nullableText("dedupe_key", 500),
                        event.optionalPart("location", Location::read),
                        event.optionalArray("links", Json.EMPTY_ARRAY, Source::check),
                        event.optionalArray("sources", Json.EMPTY_ARRAY, Source::check),
                        event.optionalObject("extras"),
                        event.optionalParts("media", Media::read),
                        event.optionalParts("documents", Media::readDocument),
                        event.optionalParts("participants", Participant::read),
                        event.optionalParts("agenda", AgendaItem::read));
        if (document.recognisedBy().isEmpty()) {
            event.key("name", "text", 1000); // is what it is known by
        }
        return document;
    }
}
