package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A load script as the publisher writes it, in all its forms.
final class Scripts {

    private Scripts() {}

    static String sample() {
        try (var file = Scripts.class.getResourceAsStream("load-bulk-data.sh")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String script) {
        return script.getBytes(StandardCharsets.UTF_8);
    }
}
