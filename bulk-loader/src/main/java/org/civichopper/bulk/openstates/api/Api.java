package org.civichopper.bulk.openstates.api;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Answer;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.source.TooLargeException;

/// The API of Open States, version 3: lists by pages of the largest size, each item with all that
/// it includes, so that no item is asked for by itself.
public final class Api {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long MOST = 40L << 20; // bytes of a page, of which a few are in memory
    private static final int PAST_THE_END = 404;

    private final URI base;
    private final PoliteClient client;

    public Api(URI base, PoliteClient client) {
        this.base = base;
        this.client = client;
    }

    public long requests() {
        return client.requests();
    }

    /// @param number from 1
    public Listed page(Query query, int number) throws InterruptedException {
        var address = address(query, number);
        // The first page of a list is always there: without it the address is wrong.
        var hoped = number == 1 ? Set.of(200) : Set.of(200, PAST_THE_END);
        try {
            return client.get(address, MOST, hoped, Api::listed);
        } catch (TooLargeException e) {
            throw new LoadStopped.Failed(
                    "%s, page %d: expected at most %d MB, found more"
                            .formatted(query.path(), number, MOST >> 20),
                    e);
        }
    }

    /// The classification of each organization of a jurisdiction, by its id.
    ///
    /// @param id of the jurisdiction
    public Map<String, String> organizations(String id) throws InterruptedException {
        var address = URI.create(start("/jurisdictions/" + id) + "?include=organizations");
        try {
            return client.get(
                    address,
                    MOST,
                    Set.of(200),
                    (_, answer) -> {
                        try (var body = answer.body()) {
                            var organizations = JSON.readTree(body.stream()).path("organizations");
                            if (!organizations.isArray()) {
                                throw new IOException(
                                        "expected JSON with organizations, found other");
                            }
                            var all = new HashMap<String, String>();
                            organizations.forEach(each ->
                                    all.put(
                                            each.path("id").asText(),
                                            each.path("classification").asText()));
                            return all;
                        }
                    });
        } catch (TooLargeException e) {
            throw new LoadStopped.Failed(
                    id + ": expected organizations, found a body without end", e);
        }
    }

    private static Listed listed(int status, Answer answer) throws IOException {
        try (var body = answer.body();
                var parser = JSON.createParser(body.stream())) {
            if (status == PAST_THE_END) {
                return new Listed.PastTheEnd(answer.attempts());
            }
            List<JsonNode> items = null;
            JsonNode pages = null;
            requireNext(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "results" -> {
                        requireNext(parser.currentToken(), JsonToken.START_ARRAY);
                        items = new ArrayList<>();
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            items.add(JSON.readTree(parser));
                        }
                    }
                    case "pagination" -> pages = JSON.readTree(parser);
                    default -> parser.skipChildren();
                }
            }
            if (items == null
                    || pages == null
                    || !pages.path("max_page").canConvertToInt()
                    || !pages.path("total_items").canConvertToLong()) {
                throw new IOException(
                        "expected results and pagination, found JSON of another kind");
            }
            return new Listed.Here(
                    new Page(
                            items,
                            pages.path("max_page").asInt(),
                            pages.path("total_items").asLong(),
                            body.size(),
                            answer.attempts()));
        }
    }

    private static void requireNext(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("expected a list of the API, found JSON of another kind");
        }
    }

    private URI address(Query query, int number) {
        var parameters =
                query.parameters().entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(joining("&"));
        var includes = query.includes().stream().map(each -> "&include=" + each).collect(joining());
        return URI.create(
                "%s?%s&page=%d&per_page=%d%s"
                        .formatted(
                                start(query.path()), parameters, number, query.aPage(), includes));
    }

    private String start(String path) {
        return base.toString().replaceAll("/+$", "") + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
