package org.civichopper.integration.deployment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// As much of Secrets Manager as it takes to tell the value of one secret.
final class SecretsServer implements AutoCloseable {

    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db";

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String secret = "";
    private volatile boolean away;

    SecretsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /// What a function must have set to log in with the secret.
    Map<String, String> settings() {
        return Map.of(
                "HOPPER_DATABASE_SECRET",
                ARN,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    void holds(String text) {
        secret = text;
    }

    /// As RDS writes it.
    void holds(String user, String password) {
        holds("{\"username\": \"%s\", \"password\": \"%s\"}".formatted(user, password));
    }

    void goAway() {
        away = true;
    }

    int timesAsked() {
        return asked.size();
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = call.getRequestHeaders().getFirst("X-Amz-Target");
            var known =
                    !away
                            && "secretsmanager.GetSecretValue".equals(target)
                            && body.contains("\"SecretId\":\"" + ARN + "\"");
            asked.add(body);
            answer(
                    call,
                    known ? 200 : 400,
                    known
                            ? "{\"ARN\": \"%s\", \"Name\": \"db\", \"SecretString\": \"%s\"}"
                                    .formatted(ARN, secret.replace("\"", "\\\""))
                            : "{\"__type\": \"ResourceNotFoundException\"}");
        }
    }

    private static void answer(HttpExchange call, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
