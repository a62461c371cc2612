package org.civichopper.cli.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What Lambda answers instead of a result, as Java prints a stack trace.
final class FunctionError {

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionError() {}

    static String read(String json) {
        try {
            var error = JSON.readTree(json);
            var said = new StringBuilder(error.path("errorType").asText());
            said.append(": ").append(error.path("errorMessage").asText());
            for (var call : error.path("stackTrace")) {
                said.append("\n    at ").append(call.asText());
            }
            return said.toString();
        } catch (JsonProcessingException e) {
            return json; // better unread than unseen
        }
    }
}
