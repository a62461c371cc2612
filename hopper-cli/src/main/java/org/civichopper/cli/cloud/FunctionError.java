package org.civichopper.cli.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What Lambda answers instead of a result, as Java prints a stack trace.
final class FunctionError {

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionError() {}

    static String read(String json) {
        try {
            var said = new StringBuilder();
            for (var error = JSON.readTree(json); error.isObject(); error = error.path("cause")) {
                append(said, error);
            }
            return said.isEmpty() ? json : said.toString();
        } catch (JsonProcessingException e) {
            return json; // better unread than unseen
        }
    }

    private static void append(StringBuilder said, JsonNode error) {
        if (!said.isEmpty()) {
            said.append("\nCaused by: ");
        }
        said.append(error.path("errorType").asText());
        said.append(": ");
        said.append(error.path("errorMessage").asText());
        for (var call : error.path("stackTrace")) {
            said.append("\n    at ").append(call.asText());
        }
    }
}
