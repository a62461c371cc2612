package org.civichopper.localcloud.bucket;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A request as it came.
///
/// @param key of the object, or empty for a listing
/// @param query decoded
public record Asked(
        String method, String key, Map<String, String> query, Map<String, List<String>> headers) {

    /// @param prefix of all paths, without which a path is the key
    static Asked of(String method, URI uri, String prefix, Headers headers) {
        var path = decoded(uri.getRawPath().replace("+", "%2B"));
        var below = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
        var query = new HashMap<String, String>();
        for (var pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
            var parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return new Asked(
                method,
                below.startsWith("/") ? below.substring(1) : below,
                Map.copyOf(query),
                Map.copyOf(headers));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public boolean isListing() {
        return key.isEmpty();
    }

    /// A parameter of the query, empty when it is not there.
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /// A header, in any case, empty when it is not there.
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }
}
