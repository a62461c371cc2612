package org.civichopper.bulk.openstates.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// A bill with all below it, in the shape that [org.civichopper.bulk.openstates.table.BillTable]
/// takes: fields are named as columns are, lists as their tables.
///
/// @param session its identifier
/// @param updated when it last changed at the source
/// @param row the columns, without those that a database gives
public record SentBill(String id, String session, Instant updated, ObjectNode row) {

    /// @param json as the API sends it
    public static SentBill of(JsonNode json) throws RejectedException {
        return of(json, "api");
    }

    /// @param json of a session's zip, in the shape of the API
    public static SentBill ofZip(JsonNode json) throws RejectedException {
        new Sent(json, "").requireWholeLetters();
        return of(json, "zip");
    }

    private static SentBill of(JsonNode json, String origin) throws RejectedException {
        var sent = new Sent(json, "");
        var row = Sent.JSON.createObjectNode();
        var id = sent.key("id");
        row.put("id", id);
        row.put("identifier", sent.key("identifier"));
        row.put("title", sent.text("title"));
        row.set("classification", sent.texts("classification"));
        row.set("subject", sent.list("subject"));
        row.set("abstracts", sent.list("abstracts"));
        row.put("from_organization", classification(sent, "from_organization"));
        row.set("actions", sent.list("actions"));
        row.set("extras", sent.object("extras"));
        row.set("sources", sent.list("sources"));
        row.set("other_titles", sent.list("other_titles"));
        row.set("other_identifiers", sent.list("other_identifiers"));
        row.set("related_bills", sent.list("related_bills"));
        row.put("first_action_date", sent.orNull("first_action_date"));
        row.put("latest_action_date", sent.orNull("latest_action_date"));
        row.put("latest_action_description", sent.orNull("latest_action_description"));
        row.put("latest_passage_date", sent.orNull("latest_passage_date"));
        row.put("openstates_url", sent.orNull("openstates_url"));
        row.put("origin", origin);
        row.set("bill_sponsorships", sponsorships(sent));
        row.set("bill_versions", texts(sent, "versions"));
        row.set("bill_documents", texts(sent, "documents"));
        row.set("votes", votes(sent));
        return new SentBill(id, sent.key("session"), sent.time("updated_at"), row);
    }

    private static String classification(Sent sent, String organization) throws RejectedException {
        var found = sent.orNullObject(organization);
        return found.isEmpty()
                ? null
                : new Sent(found.get(), sent.where() + organization + ".").orNull("classification");
    }

    private static String person(Sent sent, String name) throws RejectedException {
        var found = sent.orNullObject(name);
        return found.isEmpty()
                ? null
                : new Sent(found.get(), sent.where() + name + ".").orNull("id");
    }

    private static ArrayNode sponsorships(Sent bill) throws RejectedException {
        var rows = Sent.JSON.createArrayNode();
        for (var sent : bill.each("sponsorships")) {
            rows.addObject()
                    .put("source_person_id", person(sent, "person"))
                    .put("classification", sent.orNull("classification"))
                    .put("name", sent.text("name"))
                    .put("entity_type", sent.orNull("entity_type"))
                    .put("primary", sent.flag("primary"));
        }
        return rows;
    }

    private static ArrayNode texts(Sent bill, String name) throws RejectedException {
        var rows = Sent.JSON.createArrayNode();
        for (var sent : bill.each(name)) {
            rows.addObject()
                    .put("note", sent.orNull("note"))
                    .put("date", sent.orNull("date"))
                    .set("links", sent.list("links"));
        }
        return rows;
    }

    private static ArrayNode votes(Sent bill) throws RejectedException {
        var rows = Sent.JSON.createArrayNode();
        for (var sent : bill.each("votes")) {
            var row = rows.addObject();
            row.put("id", sent.key("id"));
            row.put("identifier", sent.orNull("identifier"));
            row.put("motion_text", sent.orNull("motion_text"));
            row.set("motion_classification", sent.texts("motion_classification"));
            row.put("start_date", sent.orNull("start_date"));
            row.put("result", sent.text("result"));
            row.put("organization", classification(sent, "organization"));
            row.set("counts", sent.list("counts"));
            row.set("sources", sent.list("sources"));
            row.set("extras", sent.object("extras"));
            row.set("vote_records", records(sent));
        }
        return rows;
    }

    private static ArrayNode records(Sent vote) throws RejectedException {
        var rows = Sent.JSON.createArrayNode();
        for (var sent : vote.each("votes")) {
            rows.addObject()
                    .put("source_person_id", person(sent, "voter"))
                    .put("option", sent.text("option"))
                    .put("voter_name", sent.text("voter_name"));
        }
        return rows;
    }
}
