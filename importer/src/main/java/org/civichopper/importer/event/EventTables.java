package org.civichopper.importer.event;

import static org.civichopper.database.row.ColumnType.BOOLEAN;
import static org.civichopper.database.row.ColumnType.INTEGER;
import static org.civichopper.database.row.ColumnType.JSON;
import static org.civichopper.database.row.ColumnType.TEXTS;
import static org.civichopper.database.row.ColumnType.UUID;

import org.civichopper.database.row.Table;

/// The tables of an event.
final class EventTables {

    private static final Table RELATED_ENTITY =
            Table.ofParts("opencivicdata_eventrelatedentity", "agenda_item_id")
                    .texts("name", "entity_type", "note")
                    .texts("person_id", "organization_id", "bill_id", "vote_event_id")
                    .sameWhen("name", "entity_type")
                    .takesAlong("hopper.waiting_link", "related_entity_id");

    private static final Table AGENDA_ITEM =
            part("opencivicdata_eventagendaitem")
                    .inOrderOf("order")
                    .texts("description")
                    .column("classification", TEXTS)
                    .column("subjects", TEXTS)
                    .column("notes", TEXTS)
                    .column("extras", JSON)
                    .sameWhen("description")
                    .child(media("opencivicdata_eventagendamedia", "agenda_item_id"))
                    .child(RELATED_ENTITY);

    static final Table EVENT =
            Table.ofObjects("opencivicdata_event")
                    .texts("name", "description", "classification", "start_date", "end_date")
                    .column("all_day", BOOLEAN)
                    .texts("status", "jurisdiction_id")
                    .column("location_id", UUID)
                    .texts("dedupe_key")
                    .column("deleted", BOOLEAN)
                    .texts("upstream_id")
                    .column("links", JSON)
                    .column("sources", JSON)
                    .column("extras", JSON)
                    .child(media("opencivicdata_eventmedia", "event_id").called("media"))
                    .child(
                            part("opencivicdata_eventdocument")
                                    .called("documents")
                                    .texts("note", "date", "classification")
                                    .column("links", JSON)
                                    .sameWhen("note"))
                    .child(
                            part("opencivicdata_eventparticipant")
                                    .called("participants")
                                    .texts("name", "entity_type", "note")
                                    .texts("person_id", "organization_id")
                                    .sameWhen("name", "entity_type"))
                    .child(AGENDA_ITEM.called("agenda"));

    private EventTables() {}

    private static Table part(String name) {
        return Table.ofParts(name, "event_id");
    }

    private static Table media(String name, String parent) {
        return Table.ofParts(name, parent)
                .texts("note", "date")
                .column("offset", INTEGER)
                .texts("classification")
                .column("links", JSON)
                .sameWhen("note");
    }
}
