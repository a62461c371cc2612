package org.civichopper.localcloud.lambda;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.civichopper.localcloud.Gate;

/// Stands before an API of Lambda's and answers in its way to whom it refuses.
final class LoopbackGate extends Filter {

    private final Gate gate;

    LoopbackGate(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        var refusal =
                gate.refusal(
                        new Gate.Asked(
                                header(exchange, "Host"),
                                header(exchange, "Origin"),
                                header(exchange, "Authorization"),
                                Objects.requireNonNullElse(
                                        exchange.getRequestURI().getRawQuery(), "")));
        if (refusal.isEmpty()) {
            chain.doFilter(exchange);
            return;
        }
        try (exchange) {
            var body =
                    "{\"Message\":\"%s\"}"
                            .formatted(refusal.get())
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Amzn-ErrorType", "AccessDeniedException");
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    @Override
    public String description() {
        return "refuses whoever is not a program of this machine";
    }
}
