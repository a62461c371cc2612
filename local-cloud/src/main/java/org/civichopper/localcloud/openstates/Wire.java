package org.civichopper.localcloud.openstates;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sends the answer to a request: packed when asked, and whole unless told otherwise.
final class Wire {

    private static final int SMALLEST_PACKED = 500;

    private final HttpExchange exchange;
    private final boolean gzip;

    Wire(HttpExchange exchange, Asked asked) {
        this.exchange = exchange;
        this.gzip = asked.header("Accept-Encoding").contains("gzip");
    }

    void send(Reply reply) throws IOException {
        var body = begin(reply);
        exchange.getResponseBody().write(body);
    }

    void cut(Reply reply, int afterBytes) throws IOException {
        var body = begin(reply);
        var sent = Arrays.copyOf(body, Math.min(afterBytes, body.length - 1));
        exchange.getResponseBody().write(sent);
        exchange.getResponseBody().flush();
        throw new IOException("broken off, as ordered");
    }

    /// Sends nothing until the server is closed.
    void keepSilent(CountDownLatch closed) throws IOException {
        await(closed, Long.MAX_VALUE);
        throw new IOException("no answer, as ordered");
    }

    void sendLate(Reply reply, long millis, CountDownLatch closed) throws IOException {
        await(closed, millis);
        send(reply);
    }

    private static void await(CountDownLatch closed, long millis) throws IOException {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed while it waited", e);
        }
    }

    private byte[] begin(Reply reply) throws IOException {
        var body = reply.plain();
        var headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        headers.set("Vary", "Accept-Encoding");
        if (gzip && body.length >= SMALLEST_PACKED) {
            headers.set("Content-Encoding", "gzip");
            body = reply.gzip();
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        return body;
    }
}
