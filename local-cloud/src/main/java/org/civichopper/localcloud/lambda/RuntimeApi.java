package org.civichopper.localcloud.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.civichopper.localcloud.Gate;
import org.civichopper.localcloud.LocalCloudException;

/// Lambda's Runtime API on loopback: a real runtime client, in a process of its own, asks it for
/// invocations and tells it what came of them.
public final class RuntimeApi implements AutoCloseable {

    private record Invocation(
            String id, String event, Duration timeout, CompletableFuture<Answer> answer) {}

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String RESTORE = "/2018-06-01/runtime/restore/next";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    private static final String SOME = "arn:aws:lambda:us-east-1:000000000000:function:local";

    private final HttpServer server;
    private final String function;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(0); // a permit while the client waits for work
    private final CompletableFuture<Long> asked = new CompletableFuture<>();
    private final CompletableFuture<Answer> over = new CompletableFuture<>();

    private RuntimeApi(HttpServer server, String function) {
        this.server = server;
        this.function = function;
    }

    public static RuntimeApi start() {
        return start(SOME);
    }

    /// @param function the ARN that the function is told it was invoked by
    public static RuntimeApi start(String function) {
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            var api = new RuntimeApi(HttpServer.create(loopback, 0), function);
            api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            api.server
                    .createContext("/", api::handle)
                    .getFilters()
                    .add(new LoopbackGate(Gate.withoutKey()));
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new LocalCloudException("cannot start a Runtime API: " + e, e);
        }
    }

    /// What the runtime client finds its way here by; the other variables that Lambda sets are its
    /// caller's.
    public Map<String, String> environment() {
        return Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
    }

    /// Hands an event to the function, once it asks for one, and waits for what comes of it.
    ///
    /// @param timeout how long it may take, which is also what the function is told
    /// @throws LocalCloudException when there is no answer in that time
    public Answer invoke(String event, Duration timeout) throws InterruptedException {
        return ask(event, timeout)
                .orElseThrow(() ->
                        new LocalCloudException("the function did not answer within " + timeout));
    }

    /// The same, and nothing when there is no answer in time.
    Optional<Answer> ask(String event, Duration timeout) throws InterruptedException {
        var invocation =
                new Invocation(
                        UUID.randomUUID().toString(), event, timeout, new CompletableFuture<>());
        waiting.add(invocation);
        var answer = CompletableFuture.anyOf(invocation.answer(), over);
        if (in(timeout, answer)) {
            return Optional.of((Answer) answer.join());
        }
        waiting.remove(invocation);
        running.remove(invocation.id());
        return Optional.empty();
    }

    /// Waits until the client asks for work, or [#over].
    ///
    /// @return whether that came in time
    boolean awaitClient(Duration longest) throws InterruptedException {
        if (!asking.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        asking.release();
        return true;
    }

    private static boolean in(Duration time, CompletableFuture<?> future)
            throws InterruptedException {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it with a failure
        }
    }

    /// Nobody will ask any more: what was not answered is answered so.
    void over(Answer answer) {
        over.complete(answer);
        asking.release(); // whoever waits for the client need not any more
    }

    boolean isOver() {
        return over.isDone();
    }

    /// When the client first asked for work, as [System#nanoTime] counts.
    Optional<Long> firstAsked() {
        return Optional.ofNullable(asked.getNow(null));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            if (path.equals(RESTORE)) { // after a snapshot, which nobody takes here
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var body = exchange.getRequestBody().readAllBytes();
            var text = new String(body, StandardCharsets.UTF_8);
            if (path.equals(INIT_ERROR)) {
                over(new Answer.Failed(text));
            } else if (path.startsWith(INVOCATION)) {
                answered(path.substring(INVOCATION.length()).split("/"), text);
            }
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        asked.complete(System.nanoTime());
        asking.release();
        Invocation invocation;
        try {
            invocation = waiting.take();
            asking.acquire();
        } catch (InterruptedException e) {
            return; // closed
        }
        running.put(invocation.id(), invocation);
        var headers = exchange.getResponseHeaders();
        var deadline = Instant.now().plus(invocation.timeout());
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", function);
        var body = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    // <id>/response or <id>/error; one that came too late is nobody's any more.
    private void answered(String[] path, String json) {
        var invocation = running.remove(path[0]);
        if (invocation != null) {
            invocation
                    .answer()
                    .complete(
                            path[1].equals("response")
                                    ? new Answer.Returned(json)
                                    : new Answer.Failed(json));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
