package org.civichopper.testing;

import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Stands before a bucket's or a queue's server and hands on every request, except those that it is
/// told to answer otherwise.
public final class FaultyServer implements AutoCloseable {

    /// @param action what an SQS client asks for, empty for a bucket
    /// @param headers by their names in small letters, the first of each name
    public record Request(
            String method, String path, String action, Map<String, String> headers, String body) {}

    private record Rule(Predicate<Request> when, Fault fault) {}

    // What the client of the JDK sets itself.
    private static final Set<String> ITS_OWN =
            Set.of("host", "connection", "content-length", "expect", "upgrade");
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "x-amz-copy-source-if-match");
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "transfer-encoding");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();

    private FaultyServer(URI target, int port) throws IOException {
        this.target = target;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static FaultyServer before(URI target) throws IOException {
        return before(target, 0);
    }

    /// @param port where it listens
    public static FaultyServer before(URI target, int port) throws IOException {
        return new FaultyServer(target, port);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// From now on, and instead of what was said before.
    public void when(Predicate<Request> when, Fault fault) {
        recover();
        also(when, fault);
    }

    public void also(Predicate<Request> when, Fault fault) {
        rules.add(new Rule(when, fault));
    }

    public void recover() {
        rules.clear();
    }

    /// How often it answered otherwise.
    public int faults() {
        return faults.get();
    }

    /// What it was asked so far.
    public List<Request> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var content = exchange.getRequestBody().readAllBytes();
            var request = request(exchange, content);
            seen.add(request);
            switch (fault(request)) {
                case Fault.None() -> answer(exchange, handOn(exchange, content), 1);
                case Fault.Unconditional() -> {
                    var without = new TreeSet<>(ITS_OWN);
                    without.addAll(CONDITIONS);
                    answer(exchange, handOn(exchange, content, without), 1);
                }
                case Fault.HalfABody() -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    answer(exchange, handOn(exchange, content), 2);
                }
                case Fault.Refused(var status, var body) -> refuse(exchange, status, body);
                case Fault.DoneButRefused(var status) -> {
                    handOn(exchange, content);
                    refuse(exchange, status, "");
                }
                case Fault.Slow(var delay) -> {
                    var answer = handOn(exchange, content);
                    LockSupport.parkNanos(delay.toNanos());
                    answer(exchange, answer, 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request request(HttpExchange exchange, byte[] content) {
        var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                target.map(name -> name.substring(name.indexOf('.') + 1)).orElse(""),
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(
                                toMap(
                                        header -> header.getKey().toLowerCase(),
                                        header -> header.getValue().getFirst())),
                new String(content, StandardCharsets.UTF_8));
    }

    private Fault fault(Request request) {
        var rule = rules.stream().filter(each -> each.when().test(request)).findFirst();
        rule.ifPresent(_ -> faults.incrementAndGet());
        return rule.map(Rule::fault).orElse(new Fault.None());
    }

    private HttpResponse<byte[]> handOn(HttpExchange exchange, byte[] content)
            throws IOException, InterruptedException {
        return handOn(exchange, content, ITS_OWN);
    }

    private HttpResponse<byte[]> handOn(HttpExchange exchange, byte[] content, Set<String> without)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(content));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!without.contains(name.toLowerCase())) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    // What is announced and does not come makes this server cut the connection.
    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int fraction)
            throws IOException {
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!OURS.contains(name.toLowerCase())) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
        var body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, body.length / fraction);
        exchange.getResponseBody().flush();
    }

    // Each refusal with a number of its own, as AWS does it.
    private static void refuse(HttpExchange exchange, int status, String body) throws IOException {
        var bytes =
                body.replace("%s", UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
