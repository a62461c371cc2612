package org.civichopper.cli.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is asked for, and what is answered. Nobody comes here but through the gate.
final class PageHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
    private static final String READ = "GET, HEAD";

    private final Gate gate;
    private final Page page;
    private final LiveStream stream;
    private final Details details;
    private final Map<String, Reply> files;
    private final Optional<ReplayDesk> replays;

    /// @param replays empty if the page is only for reading
    PageHandler(
            Gate gate,
            Page page,
            LiveStream stream,
            Details details,
            Optional<ReplayDesk> replays) {
        this.gate = gate;
        this.page = page;
        this.stream = stream;
        this.details = details;
        this.replays = replays;
        files = new HashMap<>(Files.all());
        files.put("/runbook", page.runbook());
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            var reply = answered(exchange);
            if (reply.isPresent()) {
                reply.get().send(exchange);
            }
        } catch (IOException e) {
            LOG.debug("a reader left: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Whoever asks is told, too, when it is our fault.
    private Optional<Reply> answered(HttpExchange exchange)
            throws IOException, InterruptedException {
        try {
            return admitted(exchange);
        } catch (RuntimeException e) { // the boundary of a request
            LOG.error("{} was not answered", exchange.getRequestURI().getPath(), e);
            return exchange.getResponseCode() < 0
                    ? Optional.of(Reply.refusal(500, "the page failed: its log says why"))
                    : Optional.empty();
        }
    }

    // Empty when the answer went out by itself, piece by piece.
    private Optional<Reply> admitted(HttpExchange exchange)
            throws IOException, InterruptedException {
        var method = exchange.getRequestMethod();
        return switch (gate.admit(method, exchange.getRequestURI(), exchange.getRequestHeaders())) {
            case Gate.Admission.Refused(int status, String reason) ->
                    Optional.of(Reply.refusal(status, reason));
            case Gate.Admission.TokenInAddress(String cookie) ->
                    Optional.of(Reply.seeOther("/").with("Set-Cookie", cookie));
            case Gate.Admission.Admitted() -> answer(exchange, method);
        };
    }

    // What an address asks for is known before anything is looked up.
    private Optional<Reply> answer(HttpExchange exchange, String method)
            throws IOException, InterruptedException {
        Form query;
        Look look;
        try {
            query =
                    Form.parse(
                            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
            look = Look.at(query);
        } catch (IllegalArgumentException e) {
            return Optional.of(Reply.refusal(400, e.getMessage()));
        }
        return answer(exchange, method, query, look);
    }

    private Optional<Reply> answer(HttpExchange exchange, String method, Form query, Look look)
            throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var isReading = method.equals("GET") || method.equals("HEAD");
        if (path.equals("/replay")) {
            return Optional.of(
                    method.equals("POST")
                            ? replay(exchange, look.scope())
                            : notAllowed(method, "POST"));
        }
        if (path.equals("/events") && method.equals("GET")) {
            stream.serve(exchange, look);
            return Optional.empty();
        }
        if (path.equals("/events")) {
            return Optional.of(notAllowed(method, "GET"));
        }
        if (!isReading) {
            return Optional.of(notAllowed(method, READ));
        }
        if (path.equals("/")) {
            return Optional.of(Reply.html(page.whole(look)));
        }
        if (path.equals("/title")) {
            return Optional.of(Reply.text(page.title(look)));
        }
        return Optional.of(
                files.containsKey(path) ? files.get(path) : detail(path, query, look.scope()));
    }

    private Reply detail(String path, Form query, Scope scope) throws InterruptedException {
        return details.answer(path, query, scope)
                .orElseGet(() ->
                        Reply.refusal(404, "expected one of the page's addresses: ask for /"));
    }

    private Reply replay(HttpExchange exchange, Scope scope) throws IOException {
        if (replays.isEmpty()) {
            return Reply.refusal(
                    403,
                    "this page is only for reading: start it with --allow-replay, or use hopper replay");
        }
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Form.TYPE)) {
            return Reply.refusal(415, "Content-Type: expected " + Form.TYPE + ", found " + type);
        }
        try {
            return Form.read(exchange.getRequestBody())
                    .map(form -> replays.get().answer(form, scope))
                    .orElseGet(() ->
                            Reply.refusal(
                                    413,
                                    "expected at most " + Form.LARGEST + " bytes, found more"));
        } catch (IllegalArgumentException e) {
            return Reply.refusal(400, "expected a form, found: " + e.getMessage());
        }
    }

    private static Reply notAllowed(String method, String allowed) {
        return Reply.refusal(405, "expected " + allowed + ", found " + method)
                .with("Allow", allowed);
    }
}
