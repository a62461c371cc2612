package org.civichopper.cli.attack;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.civichopper.model.document.Sha256;

/// A content that a scraper put under a key.
///
/// @param hash as much of it as names of stored objects have
record Delivered(String key, String hash) {

    private static final Pattern STORED =
            Pattern.compile(
                    "(?:archived|rejected)/\\d{4}-\\d\\d-\\d\\d/(.+)\\.([0-9a-f]{12})(\\.json(?:\\.gz)?)");

    static Set<Delivered> all(Map<String, byte[]> documents) {
        return documents.entrySet().stream()
                .map(each ->
                        new Delivered(each.getKey(), Sha256.hex(each.getValue()).substring(0, 12)))
                .collect(Collectors.toSet());
    }

    /// What lies under a key of the bucket; under one that is no place for anything, that itself.
    static Delivered at(String storedKey) {
        var stored = STORED.matcher(storedKey);
        return stored.matches()
                ? new Delivered(stored.group(1) + stored.group(3), stored.group(2))
                : new Delivered(storedKey, "not put away");
    }
}
