package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The documents every scrape begins with: the jurisdiction with its session, the legislature and
/// its chambers.
final class PlaceDocuments {

    private PlaceDocuments() {}

    static ObjectNode jurisdiction(Legislature legislature) {
        var json = ScraperJson.object();
        json.put("_id", legislature.id())
                .put("id", legislature.id())
                .put("name", legislature.jurisdiction())
                .put("url", legislature.url())
                .put("division_id", legislature.divisionId())
                .put("classification", legislature.classification());
        json.putArray("legislative_sessions")
                .addObject()
                .put("_scraped_name", Session.NAME)
                .put("classification", "primary")
                .put("identifier", Session.IDENTIFIER)
                .put("name", Session.NAME)
                .put("start_date", Session.START.toString())
                .put("end_date", Session.END.toString())
                .put("active", true);
        json.putObject("extras");
        return json;
    }

    /// @param parent the `_id` of the legislature's own document; null for that one
    static ObjectNode organization(String name, String classification, String parent, String id) {
        var json = ScraperJson.object();
        json.put("name", name).put("classification", classification).put("parent_id", parent);
        json.putArray("links");
        json.putArray("sources");
        json.putObject("extras");
        return json.put("_id", id);
    }
}
