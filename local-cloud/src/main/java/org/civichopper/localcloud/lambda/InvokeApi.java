package org.civichopper.localcloud.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.civichopper.localcloud.Gate;
import org.civichopper.localcloud.LocalCloudException;

/// The one call of Lambda's own API that a function needs to start further instances of itself, on
/// loopback: for whoever has the function's own access key.
final class InvokeApi implements AutoCloseable {

    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/(.+)/invocations");
    private static final Duration OLDEST_EVENT = Duration.ofSeconds(60); // as template.yaml has it

    private final HttpServer server;
    private final LocalLambda lambda;
    private final DeployedFunction function;

    private InvokeApi(HttpServer server, LocalLambda lambda, DeployedFunction function) {
        this.server = server;
        this.lambda = lambda;
        this.function = function;
    }

    static InvokeApi start(LocalLambda lambda, DeployedFunction function) {
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            var api = new InvokeApi(HttpServer.create(loopback, 0), lambda, function);
            api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var key = Optional.ofNullable(function.environment().get("AWS_ACCESS_KEY_ID"));
            api.server
                    .createContext("/", api::handle)
                    .getFilters()
                    .add(new LoopbackGate(new Gate(key)));
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new LocalCloudException("cannot start Lambda's API: " + e, e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var event =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = INVOKE.matcher(exchange.getRequestURI().getPath());
            if (!path.matches() || !isOurs(path.group(1))) {
                reply(exchange, 404, "ResourceNotFoundException");
                return;
            }
            var type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
            if ("Event".equals(type)) {
                lambda.invokeLater(event, OLDEST_EVENT);
                exchange.sendResponseHeaders(202, -1);
            } else {
                answer(exchange, event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void answer(HttpExchange exchange, String event)
            throws IOException, InterruptedException {
        var answer = lambda.invoke(event, Duration.ZERO);
        if (answer.isEmpty()) {
            reply(exchange, 429, "TooManyRequestsException");
            return;
        }
        switch (answer.get()) {
            case Answer.Returned(var json) -> send(exchange, 200, json);
            case Answer.Failed(var json) -> {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                send(exchange, 200, json);
            }
        }
    }

    private boolean isOurs(String name) {
        return name.equals(function.name()) || name.equals(function.arn());
    }

    private static void reply(HttpExchange exchange, int status, String type) throws IOException {
        exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
        send(exchange, status, "{}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
