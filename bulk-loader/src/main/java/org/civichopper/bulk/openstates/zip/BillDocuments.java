package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.civichopper.model.text.WhiteSpace;

/// A bill and its votes as a scraper would have written them, but for what a zip does not carry:
/// what is absent leaves alone what a database knows.
record BillDocuments(Readme readme, ObjectNode bill) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern UUID_AT_END =
            Pattern.compile(
                    "(?:.*/)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");
    private static final String LEGISLATURE = "legislature";

    /// The documents by their files' names, the bill first.
    Map<String, ObjectNode> all() {
        var documents = new LinkedHashMap<String, ObjectNode>();
        var document = billDocument();
        documents.put("bill_" + document.path("_id").asText() + ".json", document);
        var twins = new TwinVotes(bill.path("votes"));
        for (var vote : bill.path("votes")) {
            var voteDocument = voteDocument(vote);
            if (twins.contains(vote)) {
                voteDocument.set("dedupe_key", vote.path("id"));
            }
            documents.put(
                    "vote_event_" + voteDocument.path("_id").asText() + ".json", voteDocument);
        }
        return documents;
    }

    /// The UUID of an id, or one that is made of it.
    static String uuid(String id) {
        var found = UUID_AT_END.matcher(id);
        UUID made = found.matches() ? UUID.fromString(found.group(1)) : NamedUuid.ofUrl(id);
        return made.toString();
    }

    /// When it was scraped, as far as a zip says it: a scrape that came later wins.
    static String scrapedAt(Readme readme) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                readme.generatedAt().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private ObjectNode billDocument() {
        var document = JSON.objectNode();
        document.put("_id", uuid(text(bill, "id")));
        document.put("legislative_session", readme.session());
        copy(bill, document, "identifier", "title");
        var chamber = text(bill.path("from_organization"), "classification");
        document.put("from_organization", chamber.isEmpty() ? null : reference(chamber));
        document.set("classification", list(bill, "classification"));
        document.set("subject", list(bill, "subject"));
        for (var same :
                List.of(
                        "abstracts",
                        "other_titles",
                        "other_identifiers",
                        "related_bills",
                        "versions",
                        "documents",
                        "sources")) {
            document.set(same, list(bill, same));
        }
        var actions = document.putArray("actions");
        bill.path("actions").forEach(action -> actions.add(action(action)));
        var sponsors = document.putArray("sponsorships");
        bill.path("sponsorships").forEach(sponsor -> sponsors.add(sponsor(sponsor)));
        document.putObject("jurisdiction")
                .put("id", readme.jurisdiction().id())
                .put("name", readme.jurisdiction().name())
                .put("classification", readme.jurisdiction().classification())
                .put("division_id", readme.jurisdiction().divisionId());
        return document.put("scraped_at", scrapedAt(readme));
    }

    private ObjectNode action(JsonNode action) {
        var document = JSON.objectNode();
        document.put("description", text(action, "description"));
        document.put("date", text(action, "date"));
        document.put("organization_id", organization(action.path("organization")));
        document.set("classification", list(action, "classification"));
        document.putArray("related_entities");
        return document;
    }

    // A sponsor of no type may be a person as well as a committee: people are looked for.
    private static ObjectNode sponsor(JsonNode sponsor) {
        var name = named(text(sponsor, "name"));
        var type = text(sponsor, "entity_type");
        return JSON.objectNode()
                .put("name", text(sponsor, "name"))
                .put("classification", text(sponsor, "classification"))
                .put("entity_type", type)
                .put("primary", sponsor.path("primary").asBoolean())
                .put("person_id", type.equals("organization") ? null : name)
                .put("organization_id", type.equals("organization") ? name : null);
    }

    private ObjectNode voteDocument(JsonNode vote) {
        var document = JSON.objectNode();
        document.put("_id", uuid(text(vote, "id")));
        for (var same : List.of("identifier", "motion_text", "start_date", "result")) {
            document.put(same, text(vote, same));
        }
        document.set("motion_classification", list(vote, "motion_classification"));
        document.put("organization", organization(vote.path("organization")));
        document.put("legislative_session", readme.session());
        document.put("bill", uuid(text(bill, "id")));
        document.put("bill_identifier", text(bill, "identifier"));
        document.put("bill_action", actionOf(text(vote, "bill_action_id")));
        var voters = document.putArray("votes");
        for (var voter : vote.path("votes")) {
            voters.addObject()
                    .put("option", text(voter, "option"))
                    .put("voter_name", text(voter, "voter_name"))
                    .put("voter_id", named(text(voter, "voter_name")))
                    .put("note", text(voter, "note"));
        }
        document.set("counts", list(vote, "counts"));
        document.set("sources", list(vote, "sources"));
        return document.put("scraped_at", scrapedAt(readme));
    }

    private String actionOf(String id) {
        return StreamSupport.stream(bill.path("actions").spliterator(), false)
                .filter(action -> !id.isEmpty() && text(action, "id").equals(id))
                .map(action -> text(action, "description"))
                .findFirst()
                .orElse(null);
    }

    private String organization(JsonNode organization) {
        var classification = text(organization, "classification");
        var name = text(organization, "name");
        if (classification.equals("committee")) {
            return "~{\"classification\": \"committee\", \"name\": %s}"
                    .formatted(TextNode.valueOf(name));
        }
        return reference(classification.isEmpty() ? chamberCalled(name) : classification);
    }

    // Where only a name is said, it ends as the chamber's does; else it is the bill's own.
    private String chamberCalled(String name) {
        var jurisdiction = readme.jurisdiction();
        if (name.equals(jurisdiction.legislatureName())) {
            return LEGISLATURE;
        }
        if (name.equals(jurisdiction.executiveName())) {
            return "executive";
        }
        var own = text(bill.path("from_organization"), "classification");
        return jurisdiction.chambers().stream()
                .filter(chamber -> endsWith(name, chamber.name()))
                .map(chamber ->
                        chamber.classification().equals("unicameral")
                                ? LEGISLATURE
                                : chamber.classification())
                .findFirst()
                .orElse(own.isEmpty() ? LEGISLATURE : own);
    }

    private static boolean endsWith(String name, String chamber) {
        return (" " + name.toLowerCase(Locale.ROOT))
                .endsWith(" " + chamber.toLowerCase(Locale.ROOT));
    }

    private static String reference(String classification) {
        return "~{\"classification\": %s}".formatted(TextNode.valueOf(classification));
    }

    private static String named(String name) {
        return WhiteSpace.isBlank(name)
                ? null
                : "~{\"name\": %s}".formatted(TextNode.valueOf(name));
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (var name : names) {
            to.put(name, text(from, name));
        }
    }

    private static ArrayNode list(JsonNode of, String name) {
        return of.path(name) instanceof ArrayNode list ? list : JSON.arrayNode();
    }

    static String text(JsonNode of, String name) {
        return of.path(name).isNull() ? "" : of.path(name).asText();
    }
}
