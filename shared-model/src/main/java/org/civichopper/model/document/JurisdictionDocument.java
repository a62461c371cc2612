package org.civichopper.model.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A jurisdiction with the sessions that its scraper knows.
public record JurisdictionDocument(
        Head head,
        String name,
        String divisionId,
        String classification,
        Field<String> url,
        Field<Json> extras,
        Field<List<Session>> sessions)
        implements Document {

    private static final String PREFIX = "ocd-jurisdiction/";

    /// Dates are compared as text; an empty end is open.
    public record Session(
            String identifier,
            String name,
            String startDate,
            String endDate,
            Field<String> classification,
            Field<Boolean> active) {

        static Session read(Fields session) {
            session.ignore("_scraped_name", "extras", "id", "jurisdiction_id");
            session.checkTextsOrNull("type");
            return new Session(
                    session.key("identifier", "an identifier", 100),
                    session.text("name", 300),
                    session.text("start_date", 10),
                    session.text("end_date", 10),
                    session.optionalText("classification", 100),
                    session.optionalBoolean("active"));
        }
    }

    /// Sessions that are called as one before them is; the last of them is the one that stands.
    List<Warning> doubledSessions() {
        var warnings = new ArrayList<Warning>();
        var known = new HashMap<String, Integer>();
        var all = sessions.orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            var other = known.putIfAbsent(all.get(i).identifier(), i);
            if (other != null) {
                warnings.add(
                        new Warning(
                                Quality.DOUBLED_SESSION,
                                "legislative_sessions[" + i + "].identifier",
                                "one of its own",
                                "that of legislative_sessions[" + other + "]"));
            }
        }
        return warnings;
    }

    /// Any document may say whose it is.
    static void checkMention(Fields jurisdiction) {
        ignoreColumns(jurisdiction);
        jurisdiction.ignore("url", "extras");
        jurisdiction.checkTextsOrNull("id", "name", "classification", "division_id");
    }

    /// Whose a document says it is: a jurisdiction's own says it by its `_id`.
    static Set<String> idsIn(Kind kind, JsonNode document) {
        var ids = new TreeSet<String>();
        var mention = document.path("jurisdiction");
        (mention.isArray() ? mention : List.of(mention))
                .forEach(each -> ids.add(each.path("id").asText("")));
        if (kind == Kind.JURISDICTION && document.path("_id").asText("").startsWith(PREFIX)) {
            ids.add(document.path("_id").asText());
        }
        ids.remove("");
        return ids;
    }

    private static void ignoreColumns(Fields jurisdiction) {
        jurisdiction.ignore("id", "created_at", "updated_at");
        jurisdiction.ignore("latest_bill_update", "latest_people_update");
    }

    static JurisdictionDocument read(Head head, Fields jurisdiction) {
        ignoreColumns(jurisdiction);
        return new JurisdictionDocument(
                head,
                jurisdiction.text("name", 300),
                jurisdiction.key("division_id", "an identifier", 300),
                jurisdiction.key("classification", "text", 50),
                jurisdiction.optionalText("url", 2000),
                jurisdiction.optionalObject("extras"),
                jurisdiction.optionalParts("legislative_sessions", Session::read));
    }
}
