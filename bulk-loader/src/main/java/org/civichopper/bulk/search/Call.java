package org.civichopper.bulk.search;

import java.nio.charset.StandardCharsets;

/// What is asked. Asked twice it must come to the same.
///
/// @param type of the body
record Call(String method, String path, String type, byte[] body, int length) {

    static Call get(String path) {
        return of("GET", path, "");
    }

    static Call of(String method, String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        return new Call(method, path, "application/json", body, body.length);
    }
}
