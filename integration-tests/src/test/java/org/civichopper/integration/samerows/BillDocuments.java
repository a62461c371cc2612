package org.civichopper.integration.samerows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Made-up documents of one bill, with all their fields, as scrapers write them. Few different
/// values, so that parts often repeat, and often stand in both of two documents.
final class BillDocuments {

    private static final JsonMapper JSON = new JsonMapper();

    record Action(
            String description, String date, List<String> classification, List<String> about) {

        Map<String, Object> toJson() {
            return Map.of(
                    "description", description,
                    "date", date,
                    "organization_id", "~{\"classification\": \"lower\"}",
                    "classification", classification,
                    "related_entities", about.stream().map(BillDocuments::entity).toList());
        }
    }

    private BillDocuments() {}

    static ObjectNode bill(Map<String, ?> fields) {
        ObjectNode bill = JSON.createObjectNode();
        bill.put("legislative_session", "2025").put("identifier", "HB 1");
        bill.put("from_organization", "~{\"classification\": \"lower\"}");
        bill.setAll((ObjectNode) JSON.valueToTree(fields));
        return bill;
    }

    static ObjectNode withActions(List<Action> actions) {
        return bill(
                Map.of(
                        "title",
                        "An act",
                        "actions",
                        actions.stream().map(Action::toJson).toList()));
    }

    static Arbitrary<ObjectNode> bills() {
        var texts =
                Combinators.combine(
                                Arbitraries.of("An act", "An Act", "Ein Gesetz mit 😀"),
                                some(Arbitraries.of("bill", "resolution")),
                                some(Arbitraries.of("Water", "Land", "Fish")),
                                Arbitraries.of(Map.of(), Map.of("a", 1, "b", List.of(2, 3))),
                                some(
                                        Arbitraries.of(
                                                Map.of("citation", "1 USC 2"),
                                                Map.of(
                                                        "citation",
                                                        "3 USC 4",
                                                        "publication",
                                                        "USC"))))
                        .as((title, kinds, subjects, extras, citations) ->
                                Map.of(
                                        "title", title,
                                        "classification", kinds,
                                        "subject", subjects,
                                        "extras", extras,
                                        "citations", citations));
        var small =
                Combinators.combine(
                                some(parts("abstract", "Short", "Long")),
                                some(parts("title", "Other", "Another")),
                                some(parts("identifier", "H1", "H2")),
                                some(relatedBills()),
                                some(parts("url", "https://a.example/", "https://b.example/")))
                        .as((abstracts, titles, identifiers, related, sources) ->
                                Map.of(
                                        "abstracts", abstracts,
                                        "other_titles", titles,
                                        "other_identifiers", identifiers,
                                        "related_bills", related,
                                        "sources", sources));
        var large =
                Combinators.combine(
                                some(actions()),
                                some(sponsors()),
                                some(versions()),
                                some(versions()))
                        .as((actions, sponsors, versions, documents) ->
                                Map.of(
                                        "actions", actions.stream().map(Action::toJson).toList(),
                                        "sponsorships", sponsors,
                                        "versions", versions,
                                        "documents", documents));
        return Combinators.combine(texts, small, large)
                .as((one, two, three) -> {
                    var bill = bill(one);
                    bill.setAll((ObjectNode) JSON.valueToTree(two));
                    bill.setAll((ObjectNode) JSON.valueToTree(three));
                    return bill;
                });
    }

    static Arbitrary<Action> actions() {
        return Combinators.combine(
                        Arbitraries.of("Introduced", "Read", "Passed"),
                        Arbitraries.of("2025-01-14", "2025-01-15"),
                        some(Arbitraries.of("introduction", "passage")),
                        some(Arbitraries.of("Ada Moss", "Nobody")))
                .as(Action::new);
    }

    /// Up to three, one of them perhaps several times.
    private static <T> Arbitrary<List<T>> some(Arbitrary<T> parts) {
        return parts.list().ofMaxSize(3);
    }

    private static Arbitrary<Map<String, String>> parts(String name, String... values) {
        return Combinators.combine(Arbitraries.of(values), Arbitraries.of("", "note"))
                .as((value, note) -> Map.of(name, value, "note", note));
    }

    private static Arbitrary<Map<String, String>> relatedBills() {
        return Arbitraries.of("HB 1", "HB 2", "SF 3")
                .map(identifier ->
                        Map.of(
                                "identifier", identifier,
                                "legislative_session", "2025",
                                "relation_type", "companion"));
    }

    private static Map<String, Object> entity(String name) {
        return Map.of(
                "name",
                name,
                "entity_type",
                "person",
                "person_id",
                "~{\"name\": \"" + name + "\"}");
    }

    private static Arbitrary<Map<String, Object>> sponsors() {
        return Combinators.combine(
                        Arbitraries.of("Ada Moss", "Nobody"),
                        Arbitraries.of(true, false),
                        Arbitraries.of("primary", "cosponsor"))
                .as((name, primary, classification) ->
                        Map.of(
                                "name", name,
                                "entity_type", "person",
                                "primary", primary,
                                "classification", classification,
                                "person_id", "~{\"name\": \"" + name + "\"}"));
    }

    private static Arbitrary<Map<String, Object>> versions() {
        var links =
                Combinators.combine(
                                Arbitraries.of("https://a.example/", "https://b.example/"),
                                Arbitraries.of("text/html", "application/pdf"))
                        .as((url, type) -> Map.of("url", url, "media_type", type));
        return Combinators.combine(
                        Arbitraries.of("Introduced", "Enrolled"),
                        Arbitraries.of("", "2025-01-14"),
                        some(links))
                .as((note, date, own) -> Map.of("note", note, "date", date, "links", own));
    }
}
