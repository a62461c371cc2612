package org.civichopper.cli.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// An answer. Everything that goes out passes here and has the headers that keep it harmless.
record Reply(int status, String type, byte[] body, Map<String, String> more) {

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    // Not no-referrer: browsers would send forms of our own with Origin: null.
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    static Reply html(String page) {
        return new Reply(200, "text/html; charset=utf-8", bytes(page), Map.of());
    }

    static Reply text(String line) {
        return new Reply(200, "text/plain; charset=utf-8", bytes(line), Map.of());
    }

    static Reply file(String type, byte[] content) {
        return new Reply(200, type, content, Map.of());
    }

    /// @param reason what was expected, what was found, what to do
    static Reply refusal(int status, String reason) {
        return new Reply(status, "text/plain; charset=utf-8", bytes(reason + "\n"), Map.of());
    }

    /// To be asked for with GET.
    static Reply seeOther(String place) {
        return new Reply(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", place));
    }

    Reply with(String header, String value) {
        var all = new HashMap<>(more);
        all.put(header, value);
        return new Reply(status, type, body, all);
    }

    Reply as(int otherStatus) {
        return new Reply(otherStatus, type, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        begin(headers, type);
        more.forEach(headers::set);
        var isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            headers.set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
        if (!isHead && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static void begin(Headers headers, String type) {
        ALWAYS.forEach(headers::set);
        headers.set("Content-Type", type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
