package org.civichopper.localsearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/// Stands on loopback before a search server, passes on what it is asked, and on order misbehaves
/// as real ones do.
public final class WaywardSearch implements AutoCloseable {

    private static final class Order {

        private final Predicate<Asked> which;
        private final Misdeed what;
        private int left;

        private Order(Predicate<Asked> which, Misdeed what, int times) {
            this.which = which;
            this.what = what;
            this.left = times;
        }

        private boolean isMeant(Asked asked) {
            return left > 0 && which.test(asked) && left-- > 0;
        }
    }

    private final String behind;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Order> orders = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private WaywardSearch(String behind, HttpServer server) {
        this.behind = behind;
        this.server = server;
    }

    /// @param url of the server behind
    public static WaywardSearch before(String url) {
        try {
            return start(new WaywardSearch(url, HttpServer.create(loopback(), 0)));
        } catch (IOException e) {
            throw new LocalSearchException("cannot stand before " + url + ": " + e, e);
        }
    }

    /// The same, to be reached by https.
    public static WaywardSearch before(String url, SSLContext certificate) {
        try {
            var server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return start(new WaywardSearch(url, server));
        } catch (IOException e) {
            throw new LocalSearchException("cannot stand before " + url + ": " + e, e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private static WaywardSearch start(WaywardSearch search) {
        search.server.setExecutor(search.threads);
        search.server.createContext("/", search::handle);
        search.server.start();
        return search;
    }

    /// Where it listens, without a scheme.
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https://" : "http://") + authority();
    }

    /// Answers the next so many of these requests so. Of several orders for one request the first
    /// counts.
    public synchronized void misbehave(Predicate<Asked> which, Misdeed what, int times) {
        orders.add(new Order(which, what, times));
    }

    /// Answers all of these requests so.
    public void misbehave(Predicate<Asked> which, Misdeed what) {
        misbehave(which, what, Integer.MAX_VALUE);
    }

    /// Forgets what was ordered.
    public synchronized void behave() {
        orders.clear();
    }

    /// What was asked, in the order in which it came.
    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    private synchronized Optional<Misdeed> note(Asked request) {
        asked.add(request);
        return orders.stream()
                .filter(each -> each.isMeant(request))
                .findFirst()
                .map(each -> each.what);
    }

    // What leaves this method closes the connection: `exchange` is closed only after a whole
    // answer.
    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request =
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        new String(body, StandardCharsets.UTF_8));
        var misdeed = note(request);
        if (misdeed.isEmpty()) {
            send(exchange, pass(exchange, request.body()));
        } else {
            misbehave(exchange, request, misdeed.get());
        }
        exchange.close();
    }

    private void misbehave(HttpExchange exchange, Asked request, Misdeed misdeed)
            throws IOException {
        switch (misdeed) {
            case Misdeed.Status(var code, var headers, var body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                send(exchange, code, body);
            }
            case Misdeed.Cut(var done) -> {
                var whole =
                        (done ? pass(exchange, request.body()).body() : "{\"took\": 1}")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, whole.length);
                exchange.getResponseBody().write(whole, 0, whole.length / 2);
                exchange.getResponseBody().flush();
                throw new IOException("broken off, as ordered");
            }
            case Misdeed.Silence(var done) -> {
                if (done) {
                    pass(exchange, request.body());
                }
                awaitClosed();
                throw new IOException("no answer, as ordered");
            }
            case Misdeed.RefuseDocuments refusal -> {
                var parts = PartedBulk.of(request.body(), refusal);
                var answer = pass(exchange, parts.accepted());
                send(exchange, 200, parts.merged(answer.body()));
            }
            case Misdeed.Changed(var change) -> {
                var answer = pass(exchange, request.body());
                send(exchange, answer.statusCode(), change.apply(answer.body()));
            }
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed as well
        }
    }

    private HttpResponse<String> pass(HttpExchange exchange, String body) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofString(body));
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed", e);
        }
    }

    private static void send(HttpExchange exchange, HttpResponse<String> answer)
            throws IOException {
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
