package org.civichopper.importer.bill;

import static org.civichopper.database.row.ColumnType.BOOLEAN;
import static org.civichopper.database.row.ColumnType.JSON;
import static org.civichopper.database.row.ColumnType.TEXTS;
import static org.civichopper.database.row.ColumnType.UUID;

import org.civichopper.database.row.Table;

/// The tables of a bill. What stands in them and in no document is not declared: the link of a
/// related bill is made by [RelatedBillLinks].
final class BillTables {

    private static final Table RELATED_ENTITY =
            Table.ofParts("opencivicdata_billactionrelatedentity", "action_id")
                    .texts("name", "entity_type", "organization_id", "person_id")
                    .sameWhen("name", "entity_type");

    private static final Table ACTION =
            Table.ofParts("opencivicdata_billaction", "bill_id")
                    .inOrderOf("order")
                    .texts("description", "date")
                    .column("classification", TEXTS)
                    .texts("organization_id")
                    .sameWhen("description", "date")
                    .child(RELATED_ENTITY)
                    .clearsObjects("opencivicdata_voteevent", "bill_action_id");

    private static final Table VERSION_LINK =
            link("opencivicdata_billversionlink", "version_id")
                    .takesAlong("opencivicdata_searchablebill", "version_link_id");

    private static final Table VERSION = version("opencivicdata_billversion").child(VERSION_LINK);

    private static final Table DOCUMENT =
            version("opencivicdata_billdocument")
                    .child(link("opencivicdata_billdocumentlink", "document_id"));

    private static final Table SPONSORSHIP =
            Table.ofParts("opencivicdata_billsponsorship", "bill_id")
                    .texts("name", "entity_type")
                    .column("primary", BOOLEAN)
                    .texts("classification", "organization_id", "person_id")
                    .sameWhen("name", "entity_type");

    static final Table BILL =
            Table.ofObjects("opencivicdata_bill")
                    .texts("identifier", "title")
                    .column("classification", TEXTS)
                    .column("subject", TEXTS)
                    .texts("from_organization_id")
                    .column("legislative_session_id", UUID)
                    .texts("first_action_date", "latest_action_date", "latest_action_description")
                    .texts("latest_passage_date")
                    .column("citations", JSON)
                    .column("extras", JSON)
                    .child(
                            part("opencivicdata_billabstract")
                                    .called("abstracts")
                                    .texts("abstract", "note"))
                    .child(
                            part("opencivicdata_billtitle")
                                    .called("other_titles")
                                    .texts("title", "note"))
                    .child(
                            part("opencivicdata_billidentifier")
                                    .called("other_identifiers")
                                    .texts("identifier"))
                    .child(ACTION.called("actions"))
                    .child(SPONSORSHIP.called("sponsorships"))
                    .child(
                            part("opencivicdata_relatedbill")
                                    .called("related_bills")
                                    .texts("identifier", "legislative_session", "relation_type"))
                    .child(VERSION.called("versions"))
                    .child(DOCUMENT.called("documents"))
                    .child(part("opencivicdata_billsource").called("sources").texts("url", "note"))
                    .clears("opencivicdata_relatedbill", "related_bill_id")
                    .clears("opencivicdata_eventrelatedentity", "bill_id");

    private BillTables() {}

    private static Table part(String name) {
        return Table.ofParts(name, "bill_id");
    }

    private static Table version(String name) {
        return part(name)
                .texts("note", "date", "classification")
                .column("extras", JSON)
                .sameWhen("note");
    }

    private static Table link(String name, String parent) {
        return Table.ofParts(name, parent).texts("url", "media_type").sameWhen("url");
    }
}
