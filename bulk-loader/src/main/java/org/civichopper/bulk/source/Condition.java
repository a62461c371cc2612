package org.civichopper.bulk.source;

import java.util.Map;

/// Which version of an object will do for the first answer. Those that follow have to be of the
/// same.
sealed interface Condition {

    /// The one that stands.
    record Any() implements Condition {}

    /// This one.
    record Match(String etag) implements Condition {}

    /// From the byte that is asked for if it is this one, otherwise the one that stands, whole.
    record Range(String etag) implements Condition {}

    /// The one that stands, if it is not this one.
    record NoneMatch(String etag) implements Condition {}

    /// As it is asked for.
    default Map<String, String> header() {
        return switch (this) {
            case Any() -> Map.of();
            case Match(var etag) -> Map.of("If-Match", etag);
            case Range(var etag) -> Map.of("If-Range", etag);
            case NoneMatch(var etag) -> Map.of("If-None-Match", etag);
        };
    }

    /// Whether it identifies the very bytes: a weak one, which begins with W/, does not.
    static boolean isStrong(String etag) {
        return etag.length() > 2 && etag.startsWith("\"") && etag.endsWith("\"");
    }
}
