package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.civichopper.bulk.read.RowRejectedException;

/// One bill of the zip with JSON, in the shape of the API: what it says in other words or places,
/// and no more than it says.
record JsonBill(Readme readme, JsonNode sent) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String VOTE = "ocd-vote/";

    /// @throws RowRejectedException where a part of it is no such part
    ObjectNode json() {
        var session = sent.path("legislative_session").asText();
        if (!session.equals(readme.session())) {
            throw new RowRejectedException(
                    "legislative_session: " + readme.session() + ", as the README says",
                    '"' + session + '"');
        }
        var bill = JSON.objectNode();
        copy(sent, bill, "id", "identifier", "title", "classification", "subject");
        bill.put("session", session);
        bill.put("updated_at", readme.generatedAt().toString());
        var chamber = sent.path("chamber");
        if (!chamber.isMissingNode() && !chamber.isNull()) {
            bill.putObject("from_organization").set("classification", chamber);
        }
        texts(sent, bill, "abstracts", "abstract", "note");
        texts(sent, bill, "other_titles", "title", "note");
        texts(sent, bill, "other_identifiers", "identifier");
        texts(sent, bill, "sources", "url", "note");
        actions(bill);
        relatedBills(bill);
        sponsors(bill);
        papers(bill, "versions");
        papers(bill, "documents");
        votes(bill);
        return bill;
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (var name : names) {
            if (from.has(name)) {
                to.set(name, from.get(name));
            }
        }
    }

    // An absent one has none.
    private static ArrayNode list(JsonNode of, String name) {
        var list = of.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return JSON.arrayNode();
        }
        if (list instanceof ArrayNode array) {
            for (var each : array) {
                if (!each.isObject()) {
                    throw new RowRejectedException(name + ": objects", each.toString());
                }
            }
            return array;
        }
        throw new RowRejectedException(name + ": a list", list.toString());
    }

    // As the API sends it: each text is there, if empty.
    private static void texts(JsonNode from, ObjectNode to, String name, String... fields) {
        var texts = to.putArray(name);
        for (var each : list(from, name)) {
            var object = texts.addObject();
            for (var field : fields) {
                object.put(field, text(each, field));
            }
        }
    }

    private static String text(JsonNode of, String field) {
        var text = of.path(field);
        if (text.isContainerNode()) {
            throw new RowRejectedException(field + ": a text", text.toString());
        }
        return text.isNull() ? "" : text.asText();
    }

    private void actions(ObjectNode bill) {
        var actions = bill.putArray("actions");
        StreamSupport.stream(list(sent, "actions").spliterator(), false)
                .sorted(Comparator.comparingInt(action -> action.path("order").asInt()))
                .forEach(each -> {
                    var action = actions.addObject();
                    copy(each, action, "id");
                    organization(each, action);
                    action.put("description", text(each, "description"));
                    action.put("date", text(each, "date"));
                    copy(each, action, "classification", "order");
                });
    }

    private static void organization(JsonNode from, ObjectNode to) {
        var organization = JSON.objectNode();
        for (var field : new String[] {"name", "classification"}) {
            var text = text(from, "organization__" + field);
            if (!text.isEmpty()) {
                organization.put(field, text);
            }
        }
        if (!organization.isEmpty()) {
            to.set("organization", organization);
        }
    }

    // Where it is not said which bill is related, nothing is.
    private void relatedBills(ObjectNode bill) {
        var related = bill.putArray("related_bills");
        for (var each : list(sent, "related_bills")) {
            if (!text(each, "identifier").isEmpty()) {
                var object = related.addObject();
                for (var field :
                        new String[] {"identifier", "legislative_session", "relation_type"}) {
                    object.put(field, text(each, field));
                }
            }
        }
    }

    private void sponsors(ObjectNode bill) {
        var sponsors = bill.putArray("sponsorships");
        for (var each : list(sent, "sponsors")) {
            var sponsor = sponsors.addObject();
            copy(each, sponsor, "name", "entity_type", "primary", "classification");
            person(each, "person_id", sponsor, "person");
        }
    }

    private static void person(JsonNode from, String id, ObjectNode to, String name) {
        var text = text(from, id);
        if (!text.isEmpty()) {
            to.putObject(name).put("id", text);
        }
    }

    private void papers(ObjectNode bill, String name) {
        var papers = bill.putArray(name);
        for (var each : list(sent, name)) {
            var paper = papers.addObject();
            for (var field : new String[] {"note", "date", "classification"}) {
                paper.put(field, text(each, field));
            }
            texts(each, paper, "links", "url", "media_type");
        }
    }

    private void votes(ObjectNode bill) {
        var votes = bill.putArray("votes");
        for (var each : list(sent, "votes")) {
            var position = votes.size();
            var vote = votes.addObject();
            vote.put("id", text(each, "id"));
            if (vote.path("id").asText().isEmpty()) {
                var name = sent.path("id").asText() + "#" + position;
                vote.put("id", VOTE + NamedUuid.ofUrl(name));
            }
            copy(each, vote, "identifier", "motion_text", "motion_classification", "start_date");
            copy(each, vote, "result", "bill_action_id");
            organization(each, vote);
            texts(each, vote, "sources", "url", "note");
            var counts = vote.putArray("counts");
            for (var count : list(each, "counts")) {
                copy(count, counts.addObject(), "option", "value");
            }
            var voters = vote.putArray("votes");
            for (var ballot : list(each, "votes")) {
                var voter = voters.addObject();
                copy(ballot, voter, "option", "voter_name");
                voter.put("note", text(ballot, "note"));
                person(ballot, "voter_id", voter, "voter");
            }
        }
    }
}
