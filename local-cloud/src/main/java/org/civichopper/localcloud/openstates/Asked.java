package org.civichopper.localcloud.openstates;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// A request as it came.
///
/// @param query decoded, with all values of a parameter that comes several times
/// @param headers their names as HTTP writes them, such as `X-api-key`
/// @param at when it came, by the clock of the API
public record Asked(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Instant at) {

    static Asked of(String method, URI uri, Map<String, List<String>> headers, Instant at) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var pair : Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return new Asked(method, uri.getPath(), query, Map.copyOf(headers), at);
    }

    /// Every request.
    public static Predicate<Asked> any() {
        return _ -> true;
    }

    /// The requests that list these.
    public static Predicate<Asked> list(Kind kind) {
        return asked -> asked.path.equals(kind.path());
    }

    /// The requests for this page of these, counted from 1.
    public static Predicate<Asked> page(Kind kind, int page) {
        return list(kind).and(asked -> asked.page() == page);
    }

    /// A parameter of the query, the last one where it comes several times, empty when it is not
    /// there.
    public String parameter(String name) {
        var all = parameters(name);
        return all.isEmpty() ? "" : all.getLast();
    }

    /// All values of a parameter.
    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    /// The page that is asked for, or 0 when that is not a number.
    public int page() {
        var page = parameter("page");
        return page.isEmpty() ? 1 : page.matches("[0-9]{1,9}") ? Integer.parseInt(page) : 0;
    }

    /// A header, in any case, empty when it is not there.
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
