package org.civichopper.localcloud.socrata;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A request as it came.
///
/// @param path as it was sent, with the prefix
/// @param query decoded: `$select`, `$where` and so on
/// @param headers their names as HTTP writes them, such as `X-app-token`
public record Asked(
        String method, String path, Map<String, String> query, Map<String, List<String>> headers) {

    static Asked of(String method, URI uri, Map<String, List<String>> headers) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return new Asked(method, uri.getPath(), Map.copyOf(query), Map.copyOf(headers));
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

    /// Whether it asks for rows, and not for their number or for metadata.
    public boolean isForRows() {
        return path.contains("/resource/") && !parameter("$select").contains("(");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
