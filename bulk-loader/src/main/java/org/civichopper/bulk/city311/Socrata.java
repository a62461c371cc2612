package org.civichopper.bulk.city311;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Answer;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.source.TooLargeException;
import org.civichopper.model.text.Harmless;

/// The questions that we ask of Socrata, by its second API.
final class Socrata {

    private static final int MOST_OF_JSON = 16 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final PoliteClient client;

    /// @param base where `/resource/` and `/api/` begin
    Socrata(URI base, PoliteClient client) {
        this.base = base;
        this.client = client;
    }

    /// What a data set has, or what of it a condition leaves.
    ///
    /// @param latest the greatest `:updated_at`; empty where there are no rows
    record Size(long rows, Optional<String> latest) {}

    /// The names of its columns, without those that the source makes itself; empty where it says
    /// nothing of them.
    Optional<Set<String>> columns(String id) throws InterruptedException {
        var columns = json(address("/api/views/" + id + ".json", Map.of())).path("columns");
        var names = new HashSet<String>();
        for (var column : columns) {
            var name = column.path("fieldName").asText();
            if (!name.isEmpty() && !name.startsWith(":")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    /// @param where a condition, or empty for all
    Size size(String id, String where) throws InterruptedException {
        var query = new LinkedHashMap<String, String>();
        query.put("$select", "count(*) as n,max(:updated_at) as m");
        if (!where.isEmpty()) {
            query.put("$where", where);
        }
        var address = address("/resource/" + id + ".json", query);
        var answer = json(address);
        if (answer.isArray() && answer.isEmpty()) {
            return new Size(0, Optional.empty()); // as it answers for days when it is ill
        }
        var row = answer.path(0);
        if (!row.path("n").asText().matches("\\d{1,18}")) {
            throw new LoadStopped.Failed(
                    "%s: expected count(*) as n, found %s".formatted(id, shown(answer.toString())));
        }
        return new Size(
                Long.parseLong(row.path("n").asText()),
                Optional.of(row.path("m").asText()).filter(each -> !each.isEmpty()));
    }

    /// A page of rows as CSV.
    ///
    /// @throws TooLargeException where it has more than so many bytes
    Answer page(String id, List<String> columns, Slice slice, long limit, long mostBytes)
            throws InterruptedException, TooLargeException {
        var query = new LinkedHashMap<String, String>();
        query.put("$select", String.join(",", columns));
        var where = slice.where();
        if (!where.isEmpty()) {
            query.put("$where", where);
        }
        query.put("$order", slice.order());
        query.put("$limit", Long.toString(limit));
        return client.get(address("/resource/" + id + ".csv", query), mostBytes);
    }

    /// The `:id` of the row that stands at a place in the order of ids; empty behind the last.
    Optional<String> idAt(String id, long offset) throws InterruptedException {
        var query = new LinkedHashMap<String, String>();
        query.put("$select", ":id");
        query.put("$order", ":id");
        query.put("$limit", "1");
        query.put("$offset", Long.toString(offset));
        var row = json(address("/resource/" + id + ".json", query)).path(0).path(":id").asText();
        return Optional.of(row).filter(each -> !each.isEmpty());
    }

    private JsonNode json(URI address) throws InterruptedException {
        try (var body = client.get(address, MOST_OF_JSON).body()) {
            return JSON.readTree(body.text());
        } catch (JsonProcessingException | TooLargeException e) {
            throw new LoadStopped.Failed(
                    "%s: expected JSON, found something else (%s)"
                            .formatted(
                                    address.getPath(),
                                    shown(e.getMessage().lines().findFirst().orElse(""))));
        }
    }

    private URI address(String path, Map<String, String> query) {
        var encoded =
                query.entrySet().stream()
                        .map(part -> encode(part.getKey()) + "=" + encode(part.getValue()))
                        .collect(joining("&"));
        var start = base.toString().replaceAll("/+$", "") + path;
        return URI.create(encoded.isEmpty() ? start : start + "?" + encoded);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The beginning of what the source said, without the key.
    String shown(String said) {
        var text = client.masked(said);
        return Harmless.line(text.substring(0, Math.min(200, text.length())));
    }
}
