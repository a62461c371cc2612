package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What a request is answered with.
///
/// @param headers beside those that say how the body is sent
record Reply(int status, Map<String, String> headers, Body body) {

    static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json; charset=utf-8");

    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply of(int status, Map<String, String> headers, String body) {
        return new Reply(status, headers, out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
    }

    /// The same under these headers, where they differ.
    Reply with(Map<String, String> others) {
        var all = new HashMap<>(headers);
        all.putAll(others);
        return new Reply(status, all, body);
    }

    static Reply json(int status, String body) {
        return of(status, JSON, body);
    }
}
