package org.civichopper.benchmarks.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.civichopper.benchmarks.Stopwatch;

/// What a search server needs for the resulting documents by the plainest means: they lie ready as
/// bulks of the size that a load sends, and go into empty indices of the same shape, as many at
/// once. Nothing is read in the answers but whether all went well.
final class PlainBulks {

    private static final int BULK = 6 << 20; // bytes
    private static final int AT_ONCE = 3;
    private static final int A_PAGE = 5_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, List<Path>> bulks = new LinkedHashMap<>(); // by index
    private final Map<String, String> shapes = new LinkedHashMap<>();

    /// @param folder where the bulks lie
    PlainBulks(String url, Path folder) {
        this.url = url;
        this.folder = folder;
    }

    /// Keeps the documents and shapes of the indices that a load made; returns how many documents
    /// there are.
    long write(List<String> indices) throws IOException, InterruptedException {
        var documents = 0L;
        for (var name : indices) {
            var shape = JSON.createObjectNode();
            shape.set("mappings", ask(request(name + "/_mapping")).path(name).path("mappings"));
            shape.putObject("settings").put("refresh_interval", "-1").put("number_of_replicas", 0);
            shapes.put("plain_" + name, shape.toString());
            documents +=
                    write(name, bulks.computeIfAbsent("plain_" + name, _ -> new ArrayList<>()));
        }
        return documents;
    }

    private long write(String index, List<Path> files) throws IOException, InterruptedException {
        var documents = 0L;
        var bulk = new ByteArrayOutputStream();
        var page = post(index + "/_search?scroll=5m", search());
        while (!page.path("hits").path("hits").isEmpty()) {
            for (var hit : page.path("hits").path("hits")) {
                bulk.writeBytes(lines(hit));
                documents++;
                if (bulk.size() >= BULK) {
                    files.add(file(index, files.size(), bulk));
                }
            }
            page =
                    post(
                            "_search/scroll",
                            JSON.createObjectNode()
                                    .put("scroll", "5m")
                                    .put("scroll_id", page.path("_scroll_id").asText()));
        }
        files.add(file(index, files.size(), bulk));
        return documents;
    }

    private static ObjectNode search() {
        var search = JSON.createObjectNode().put("size", A_PAGE);
        search.putArray("sort").add("_doc");
        return search;
    }

    private static byte[] lines(JsonNode hit) {
        var action = JSON.createObjectNode();
        action.putObject("index").put("_id", hit.path("_id").asText());
        return (action + "\n" + hit.path("_source") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Path file(String index, int number, ByteArrayOutputStream bulk) throws IOException {
        var file = folder.resolve(index + "-" + number + ".ndjson");
        Files.write(file, bulk.toByteArray());
        bulk.reset();
        return file;
    }

    /// Returns how many seconds it took until all could be found.
    double send() throws Exception {
        var watch = new Stopwatch();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var index : bulks.keySet()) {
                put(index, shapes.get(index));
                var sent = new ArrayList<Future<?>>();
                for (var bulk : bulks.get(index)) {
                    sent.add(
                            threads.submit(() -> {
                                requireNoErrors(index, bulk);
                                return null;
                            }));
                }
                for (var each : sent) {
                    each.get();
                }
                post(index + "/_refresh", JSON.createObjectNode());
            }
        }
        var seconds = watch.seconds();
        remove(bulks.keySet());
        return seconds;
    }

    private void requireNoErrors(String index, Path bulk) throws IOException, InterruptedException {
        var answer =
                ask(
                        request(index + "/_bulk?filter_path=errors")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofFile(bulk)));
        if (answer.path("errors").asBoolean(true)) {
            throw new IOException("expected that the search server takes all, found " + answer);
        }
    }

    /// Removes indices, so that each round finds none.
    void remove(Iterable<String> indices) throws IOException, InterruptedException {
        for (var index : indices) {
            ask(request(index).DELETE());
        }
    }

    private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return ask(json(path).POST(BodyPublishers.ofString(body.toString())));
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        ask(json(path).PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/" + path));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s: expected 2xx, found %d: %s"
                            .formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }
}
