package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.civichopper.model.InvalidInputException;

/// Small documents to begin with, and the reader that everything else uses.
final class ScrapedJson {

    static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

    private static final JsonMapper JSON = new JsonMapper();

    private ScrapedJson() {}

    /// All that a bill must have; `more` are further fields, each with a comma before it.
    static String bill(String... more) {
        return """
        {"_id": "b1", "legislative_session": "153", "identifier": "HB 1", "title": "An Act"
        """
                + String.join("", more)
                + "}";
    }

    static String vote(String... more) {
        return """
        {"_id": "v1", "legislative_session": "153", "identifier": "RC 1", "motion_text": "Passage",
         "start_date": "2026-01-04", "result": "pass", "organization": "~{\\"classification\\": \\"upper\\"}"
        """
                + String.join("", more)
                + "}";
    }

    static String event(String... more) {
        return """
        {"_id": "e1", "name": "Hearing", "start_date": "2026-01-04T10:00:00+00:00"
        """
                + String.join("", more)
                + "}";
    }

    static String jurisdiction(String... more) {
        return """
        {"_id": "j1", "name": "Delaware", "classification": "state",
         "division_id": "ocd-division/country:us/state:de"
        """
                + String.join("", more)
                + "}";
    }

    static String organization(String... more) {
        return """
        {"_id": "o1", "name": "Ways and Means", "classification": "committee"
        """
                + String.join("", more)
                + "}";
    }

    /// The small document of a kind.
    static String of(Kind kind, String... more) {
        return switch (kind) {
            case JURISDICTION -> jurisdiction(more);
            case ORGANIZATION -> organization(more);
            case BILL -> bill(more);
            case VOTE_EVENT -> vote(more);
            case EVENT -> event(more);
        };
    }

    static BillDocument readBill(String json) {
        return (BillDocument) read(Kind.BILL, json);
    }

    static Document read(Kind kind, String json) {
        return READER.read(kind, json.getBytes(StandardCharsets.UTF_8));
    }

    static String contentHash(Kind kind, String json) {
        return read(kind, json).head().contentHash();
    }

    static InvalidInputException rejection(Kind kind, String json) {
        return rejection(kind, json.getBytes(StandardCharsets.UTF_8));
    }

    static InvalidInputException rejection(Kind kind, byte[] bytes) {
        return catchThrowableOfType(InvalidInputException.class, () -> READER.read(kind, bytes));
    }

    static ObjectNode node(String json) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(json);
    }
}
