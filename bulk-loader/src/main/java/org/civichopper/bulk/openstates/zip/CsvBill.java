package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.openstates.zip.SpooledRow.Named;
import org.civichopper.bulk.read.RowRejectedException;

/// One bill from its rows, in the shape of the API. Rows of what others hang on come before those.
final class CsvBill {

    /// @param classification as `lower`
    record Organization(String name, String classification) {}

    private final Map<String, Organization> organizations;
    private final ObjectNode bill = JsonNodeFactory.instance.objectNode();
    private final List<ObjectNode> actions = new ArrayList<>();
    private final Map<String, ObjectNode> parents = new HashMap<>(); // by kind and id

    CsvBill(Readme readme, Map<String, Organization> organizations, Named row) {
        this.organizations = organizations;
        var session = row.orEmpty("session_identifier");
        if (!session.isEmpty() && !session.equals(readme.session())) {
            throw new RowRejectedException(
                    "session_identifier: " + readme.session() + ", as the README says",
                    '"' + session + '"');
        }
        bill.put("id", row.orEmpty("id"));
        bill.put("session", readme.session());
        bill.put("updated_at", readme.generatedAt().toString());
        bill.put("identifier", row.orEmpty("identifier"));
        bill.put("title", row.orEmpty("title"));
        bill.set("classification", row.texts("classification"));
        bill.set("subject", row.texts("subject"));
        var chamber = row.text("organization_classification");
        if (chamber != null) {
            bill.putObject("from_organization").put("classification", chamber);
        }
        for (var list :
                List.of(
                        "abstracts",
                        "other_titles",
                        "other_identifiers",
                        "actions",
                        "sources",
                        "related_bills",
                        "sponsorships",
                        "versions",
                        "documents",
                        "votes")) {
            bill.putArray(list);
        }
    }

    private ArrayNode list(String name) {
        return (ArrayNode) bill.get(name);
    }

    /// A row of it, or of what hangs on it.
    ///
    /// @throws RowRejectedException where it is none; the bill is none then
    void add(Named row) {
        switch (row.row().member()) {
            case BILL_ABSTRACTS -> texts(list("abstracts"), row, "abstract", "note");
            case BILL_TITLES -> texts(list("other_titles"), row, "title", "note");
            case BILL_IDENTIFIERS -> texts(list("other_identifiers"), row, "identifier");
            case BILL_SOURCES -> texts(list("sources"), row, "url", "note");
            case BILL_RELATED_BILLS ->
                    texts(
                            list("related_bills"),
                            row,
                            "identifier",
                            "legislative_session",
                            "relation_type");
            case BILL_ACTIONS -> action(row);
            case BILL_SPONSORSHIPS -> sponsor(row);
            case BILL_VERSIONS -> paper(list("versions"), row);
            case BILL_DOCUMENTS -> paper(list("documents"), row);
            case BILL_VERSION_LINKS, BILL_DOCUMENT_LINKS ->
                    texts(below(row, "links"), row, "url", "media_type");
            case VOTES -> vote(row);
            case VOTE_PEOPLE -> voter(row);
            case VOTE_COUNTS ->
                    below(row, "counts")
                            .addObject()
                            .put("option", row.orEmpty("option"))
                            .put("value", row.number("value"));
            case VOTE_SOURCES -> texts(below(row, "sources"), row, "url", "note");
            case BILLS, ORGANIZATIONS ->
                    throw new IllegalStateException("nothing that hangs on a bill");
        }
    }

    private static void texts(ArrayNode list, Named row, String... columns) {
        var object = list.addObject();
        for (var column : columns) {
            object.put(column, row.orEmpty(column));
        }
    }

    private void action(Named row) {
        var action = JsonNodeFactory.instance.objectNode();
        action.put("id", row.orEmpty("id"));
        organization(action, row.orEmpty("organization_id"));
        action.put("description", row.orEmpty("description"));
        action.put("date", row.orEmpty("date"));
        action.set("classification", row.texts("classification"));
        action.put("order", row.number("order"));
        actions.add(action);
    }

    private void organization(ObjectNode object, String id) {
        if (id.isEmpty()) {
            return;
        }
        var named = object.putObject("organization").put("id", id);
        var organization = organizations.get(id);
        if (organization != null) {
            named.put("name", organization.name());
            named.put("classification", organization.classification());
        }
    }

    private void sponsor(Named row) {
        var sponsor =
                list("sponsorships")
                        .addObject()
                        .put("name", row.orEmpty("name"))
                        .put("entity_type", row.orEmpty("entity_type"))
                        .put("primary", row.flag("primary"))
                        .put("classification", row.orEmpty("classification"));
        person(sponsor, "person", row.text("person_id"));
    }

    private static void person(ObjectNode object, String name, String id) {
        if (id != null) {
            object.putObject(name).put("id", id);
        }
    }

    private void paper(ArrayNode list, Named row) {
        var paper =
                list.addObject()
                        .put("note", row.orEmpty("note"))
                        .put("date", row.orEmpty("date"))
                        .put("classification", row.orEmpty("classification"));
        paper.set("extras", row.dict("extras"));
        paper.putArray("links");
        keep(row, paper);
    }

    private void vote(Named row) {
        var vote =
                list("votes")
                        .addObject()
                        .put("id", row.orEmpty("id"))
                        .put("identifier", row.orEmpty("identifier"))
                        .put("motion_text", row.orEmpty("motion_text"))
                        .put("start_date", row.orEmpty("start_date"))
                        .put("result", row.orEmpty("result"))
                        .put("bill_action_id", row.orEmpty("bill_action_id"));
        vote.set("motion_classification", row.texts("motion_classification"));
        organization(vote, row.orEmpty("organization_id"));
        vote.putArray("counts");
        vote.putArray("votes");
        vote.putArray("sources");
        keep(row, vote);
    }

    private void voter(Named row) {
        var voter =
                below(row, "votes")
                        .addObject()
                        .put("option", row.orEmpty("option"))
                        .put("voter_name", row.orEmpty("voter_name"))
                        .put("note", row.orEmpty("note"));
        person(voter, "voter", row.text("voter_id"));
    }

    private void keep(Named row, ObjectNode parent) {
        parents.put(row.row().member() + row.orEmpty("id"), parent);
    }

    private ArrayNode below(Named row, String list) {
        var member = row.row().member();
        var parent = member.parent().orElseThrow() + row.orEmpty(member.belongsTo());
        return (ArrayNode) parents.get(parent).get(list);
    }

    /// The whole of it.
    ObjectNode json() {
        actions.sort(Comparator.comparingInt((JsonNode action) -> action.path("order").asInt()));
        actions.forEach(list("actions")::add);
        return bill;
    }
}
