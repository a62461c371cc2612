package org.civichopper.bulk.openstates.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/// A jurisdiction with its sessions, in the shape that
/// [org.civichopper.bulk.openstates.table.JurisdictionTable] takes.
public record SentJurisdiction(String id, ObjectNode row) {

    private static final Pattern PLACE =
            Pattern.compile(
                    "ocd-jurisdiction/country:us(?:/(?:state|district|territory):([a-z]{2}))?/government");

    /// @param json as the API sends it
    public static SentJurisdiction of(JsonNode json) throws RejectedException {
        var sent = new Sent(json, "");
        var id = sent.key("id");
        var place = PLACE.matcher(id);
        if (!place.matches()) {
            throw sent.rejected("id", "the id of a state, district, territory or the country");
        }
        var code = place.group(1) == null ? "us" : place.group(1);
        var row = Sent.JSON.createObjectNode();
        row.put("id", id);
        row.put("name", sent.key("name"));
        row.put("abbreviation", code.toUpperCase(Locale.ROOT));
        row.put("classification", sent.orNull("classification"));
        row.put("url", sent.orNull("url"));
        row.put("division_id", sent.orNull("division_id"));
        var sessions = row.putArray("legislative_sessions");
        for (var each : sent.each("legislative_sessions")) {
            var session = sessions.addObject();
            var identifier = each.key("identifier");
            var name = each.orNull("name");
            session.put("identifier", identifier);
            session.put("name", name == null ? identifier : name);
            session.put("classification", each.orNull("classification"));
            session.put("start_date", each.date("start_date"));
            session.put("end_date", each.date("end_date"));
            session.set("downloads", each.list("downloads"));
        }
        return new SentJurisdiction(id, row);
    }
}
