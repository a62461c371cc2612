package org.civichopper.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// Asks an alias how much it shows, again and again until it is closed.
final class DemoReader implements AutoCloseable {

    static final String QUESTION =
            """
            {"size": 0, "aggs": {"most": {"terms": {"field": "candidate.name.keyword", "size": 5,
              "order": {"total": "desc"}}, "aggs": {"total": {"sum": {"field": "amount"}}}}}}\
            """;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BETWEEN = 20; // ms

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI alias;
    private final Set<Long> seen = new ConcurrentSkipListSet<>();
    private final AtomicLong asked = new AtomicLong();
    private final Thread thread;

    DemoReader(String url, String alias) {
        this.alias = URI.create(url + "/" + alias + "/");
        thread = Thread.ofVirtual().start(this::askOn);
    }

    private void askOn() {
        try {
            while (true) {
                seen.add(ask());
                asked.incrementAndGet();
                Thread.sleep(BETWEEN);
            }
        } catch (IOException | InterruptedException e) {
            // the demonstration is over
        }
    }

    /// How many documents there are.
    long ask() throws IOException, InterruptedException {
        return send("_count", "").path("count").asLong();
    }

    long asked() {
        return asked.get();
    }

    /// How many there were, each time that it was asked.
    String seen() {
        return String.join(" or ", seen.stream().map(each -> "%,d gifts".formatted(each)).toList());
    }

    /// What [#QUESTION] comes to, the most first.
    JsonNode answer() throws IOException, InterruptedException {
        return send("_search", QUESTION).path("aggregations").path("most").path("buckets");
    }

    private JsonNode send(String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(alias.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body));
        return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
    }
}
