package org.civichopper.bulk.openstates.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A person, in the shape that [org.civichopper.bulk.openstates.table.PersonTable] takes.
public record SentPerson(String id, ObjectNode row) {

    /// @param json as the API sends it
    public static SentPerson of(JsonNode json) throws RejectedException {
        var sent = new Sent(json, "");
        var row = Sent.JSON.createObjectNode();
        var id = sent.key("id");
        row.put("id", id);
        row.put("name", sent.key("name"));
        row.put("given_name", sent.orNull("given_name"));
        row.put("family_name", sent.orNull("family_name"));
        row.put("email", sent.orNull("email"));
        row.put("party", sent.orNull("party"));
        row.set("current_role", sent.orNullObject("current_role").orElse(null));
        row.put("image_url", sent.orNull("image"));
        row.set("extras", sent.object("extras"));
        row.set("sources", sent.list("sources"));
        return new SentPerson(id, row);
    }
}
