package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Asks a [LocalOpenStates] as a loader would.
record Visitor(LocalOpenStates states, String key) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = new JsonMapper();

    Visitor(LocalOpenStates states) {
        this(states, Manners.KEY);
    }

    /// @param parameters names and values by turns
    HttpResponse<String> get(String path, String... parameters)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, parameters).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> open(String path, String... parameters)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, parameters).build(), BodyHandlers.ofInputStream());
    }

    HttpResponse<byte[]> packed(String path, String... parameters)
            throws IOException, InterruptedException {
        var request = request(path, parameters).header("Accept-Encoding", "gzip").build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<String>> ask(String path, String... parameters) {
        return CLIENT.sendAsync(request(path, parameters).build(), BodyHandlers.ofString());
    }

    JsonNode json(String path, String... parameters) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path, parameters).body());
    }

    /// One field of all that a page lists.
    List<String> texts(String field, String path, String... parameters)
            throws IOException, InterruptedException {
        return json(path, parameters)
                .get("results")
                .valueStream()
                .map(result -> result.path(field).asText())
                .toList();
    }

    /// Ids of North Carolina's bills, as they changed.
    List<String> bills(String... parameters) throws IOException, InterruptedException {
        var all =
                Stream.concat(
                        Stream.of(parameters),
                        Stream.of("jurisdiction", "nc", "sort", "updated_asc"));
        return texts("id", "/bills", all.toArray(String[]::new));
    }

    /// What a request is told that is refused with this status.
    String refusal(int status, String path, String... parameters)
            throws IOException, InterruptedException {
        var answer = get(path, parameters);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }

    private HttpRequest.Builder request(String path, String... parameters) {
        var query = new ArrayList<String>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.add(encoded(parameters[i]) + "=" + encoded(parameters[i + 1]));
        }
        var request =
                HttpRequest.newBuilder(
                        URI.create(states.url() + path + "?" + String.join("&", query)));
        return key.isEmpty() ? request : request.header("X-API-KEY", key);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
