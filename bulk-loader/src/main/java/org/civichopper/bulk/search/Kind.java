package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/// What an index holds. A state has one of each.
enum Kind {
    CONTRIBUTIONS("contribs"),
    REPORTS("reports");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// As names of indices have it.
    String word() {
        return word;
    }

    /// The fields of a document.
    JsonNode mapping() {
        try (var file = Kind.class.getResourceAsStream(word + "-mapping.json")) {
            return new JsonMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException("a mapping lies beside this class", e);
        }
    }
}
