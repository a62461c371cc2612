package org.civichopper.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/// A scrape of Wyoming in a folder, document by document.
public final class Scrape {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String JURISDICTION =
            """
            {"_id": "ocd-jurisdiction/country:us/state:wy/government", "name": "Wyoming",
             "url": "https://www.wyoleg.gov/", "division_id": "ocd-division/country:us/state:wy",
             "classification": "state",
             "legislative_sessions": [
               {"identifier": "2024", "name": "2024", "start_date": "2024-02-12", "end_date": "2024-03-08"},
               {"identifier": "2025", "name": "2025", "start_date": "2025-01-14", "end_date": "2025-03-06"},
               {"identifier": "2026", "name": "2026", "start_date": "2026-02-09", "end_date": ""}]}
            """;

    private static final String BILL =
            """
            {"legislative_session": "2025", "title": "An act", "classification": ["bill"],
             "from_organization": "~{\\"classification\\": \\"lower\\"}"}
            """;

    private static final String VOTE =
            """
            {"legislative_session": "2025", "start_date": "2025-01-30", "result": "pass",
             "organization": "~{\\"classification\\": \\"lower\\"}"}
            """;

    private static final String EVENT =
            """
            {"start_date": "2025-01-20T08:00:00-07:00", "location": {"name": "Room 1"}}
            """;

    private final Path folder;

    /// @param folder made when it is not there
    public Scrape(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    public Scrape jurisdiction() {
        return write("jurisdiction", JURISDICTION, _ -> {});
    }

    public Scrape jurisdiction(Consumer<ObjectNode> more) {
        return write("jurisdiction", JURISDICTION, more);
    }

    public Scrape organization(String classification, String name, Consumer<ObjectNode> more) {
        return write(
                "organization",
                "{}",
                document ->
                        more.accept(
                                document.put("classification", classification).put("name", name)));
    }

    public Scrape bill(String identifier) {
        return bill(identifier, _ -> {});
    }

    public Scrape bill(String identifier, Consumer<ObjectNode> more) {
        return write("bill", BILL, document -> more.accept(document.put("identifier", identifier)));
    }

    /// On a bill of session 2025.
    public Scrape vote(String bill, String identifier) {
        return vote(bill, identifier, _ -> {});
    }

    public Scrape vote(String bill, String identifier, Consumer<ObjectNode> more) {
        var reference = JSON.createObjectNode().put("identifier", bill);
        return write(
                "vote_event",
                VOTE,
                document ->
                        more.accept(
                                document.put("identifier", identifier)
                                        .put("motion_text", "Motion " + identifier)
                                        .put("bill", "~" + reference)));
    }

    public Scrape event(String name) {
        return event(name, _ -> {});
    }

    public Scrape event(String name, Consumer<ObjectNode> more) {
        return write("event", EVENT, document -> more.accept(document.put("name", name)));
    }

    /// Adds an item with one entity, which names something.
    ///
    /// @param column `bill_id` or `vote_event_id`
    public static void addToAgenda(ObjectNode event, String column, String reference) {
        event.withArray("agenda")
                .addObject()
                .put("description", "Item")
                .withArray("related_entities")
                .addObject()
                .put("name", "Item")
                .put(column, reference);
    }

    public static String identified(String identifier) {
        return "~" + JSON.createObjectNode().put("identifier", identifier);
    }

    /// Sets these fields of a document.
    public static Consumer<ObjectNode> fields(String json) {
        return document -> {
            try {
                document.setAll((ObjectNode) JSON.readTree(json));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(json, e);
            }
        };
    }

    private Scrape write(String kind, String start, Consumer<ObjectNode> more) {
        try {
            var document = (ObjectNode) JSON.readTree(start);
            var id = UUID.randomUUID().toString();
            if (!document.has("_id")) {
                document.put("_id", id);
            }
            more.accept(document);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(kind + "_" + id + ".json"), document.toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
