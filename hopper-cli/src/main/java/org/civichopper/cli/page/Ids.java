package org.civichopper.cli.page;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Names for elements and for what a form means, from text that may be anything.
final class Ids {

    private Ids() {}

    /// The same for the same text, and nothing but letters, digits and dashes.
    static String of(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
