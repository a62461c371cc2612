package org.civichopper.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of a form that was sent, or of an address, of which there are few and short ones.
record Form(Map<String, String> fields) {

    static final String TYPE = "application/x-www-form-urlencoded";
    static final int LARGEST = 16 * 1024;

    /// Empty if it is larger than any form of ours.
    static Optional<Form> read(InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST + 1);
        return bytes.length > LARGEST
                ? Optional.empty()
                : Optional.of(parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /// @throws IllegalArgumentException if a % is not followed by two digits
    static Form parse(String text) {
        var fields = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
