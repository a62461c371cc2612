package org.civichopper.localsearch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as it came.
///
/// @param path with its slash, and without what is behind a question mark
public record Asked(String method, String path, Map<String, List<String>> headers, String body) {

    public boolean isBulk() {
        return path.endsWith("/_bulk");
    }

    /// Whether it moves aliases.
    public boolean isPromotion() {
        return path.equals("/_aliases");
    }

    /// Whether it asks what an alias shows.
    public boolean isLookup() {
        return path.startsWith("/_alias/");
    }

    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .flatMap(each -> each.getValue().stream())
                .findFirst();
    }
}
