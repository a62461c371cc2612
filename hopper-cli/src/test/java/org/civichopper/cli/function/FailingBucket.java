package org.civichopper.cli.function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/// Stands before a site's bucket and hands on every request, except those that it is told to
/// refuse.
final class FailingBucket implements AutoCloseable {

    // What the client of the JDK sets itself.
    private static final Set<String> ITS_OWN =
            Set.of("host", "connection", "content-length", "expect", "upgrade");
    private static final int FORBIDDEN = 403; // which no client tries again

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI bucket;
    private volatile String refused = "nothing";

    private FailingBucket(URI bucket) throws IOException {
        this.bucket = bucket;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static FailingBucket before(Site site) throws IOException {
        return new FailingBucket(URI.create(site.env().get("AWS_ENDPOINT_URL_S3")));
    }

    /// What a function must have set to find its bucket here.
    Map<String, String> endpoint() {
        return Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuse(String method) {
        refused = method;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var content = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals(refused)) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
                return;
            }
            var request =
                    HttpRequest.newBuilder(bucket.resolve(exchange.getRequestURI()))
                            .method(
                                    exchange.getRequestMethod(),
                                    BodyPublishers.ofByteArray(content));
            exchange.getRequestHeaders()
                    .forEach((name, values) -> {
                        if (!ITS_OWN.contains(name.toLowerCase())) {
                            values.forEach(value -> request.header(name, value));
                        }
                    });
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!name.equalsIgnoreCase("content-length")
                                && !name.equalsIgnoreCase("transfer-encoding")
                                && !name.equalsIgnoreCase("connection")) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            var length = answer.body().length;
            exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
