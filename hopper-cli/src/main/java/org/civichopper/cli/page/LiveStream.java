package org.civichopper.cli.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Sends those parts of the page that changed, as server-sent events, for as long as somebody
/// listens.
final class LiveStream {

    private static final int MOST_LISTENERS = 64;

    private final Readings readings;
    private final BiFunction<Reading, Look, Map<String, String>> parts;
    private final CountDownLatch end;
    private final Semaphore places = new Semaphore(MOST_LISTENERS);

    /// @param parts the markup of each part by its name
    /// @param end counted down when the server stops
    LiveStream(
            Readings readings,
            BiFunction<Reading, Look, Map<String, String>> parts,
            CountDownLatch end) {
        this.readings = readings;
        this.parts = parts;
        this.end = end;
    }

    void serve(HttpExchange exchange, Look look) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            Reply.refusal(
                            503,
                            "expected at most %d listeners, found one more: close a tab that shows the page"
                                    .formatted(MOST_LISTENERS))
                    .send(exchange);
            return;
        }
        try {
            Reply.begin(exchange.getResponseHeaders(), "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            send(exchange.getResponseBody(), look);
        } finally {
            places.release();
        }
    }

    // Something goes out each time, so that a listener who has left is noticed.
    private void send(OutputStream out, Look look) throws IOException, InterruptedException {
        var sent = new HashMap<String, String>();
        do {
            var events = new StringBuilder();
            parts.apply(readings.latest(look.scope()), look)
                    .forEach((name, html) -> {
                        if (!html.equals(sent.put(name, html))) {
                            event(events, name, html);
                        }
                    });
            event(events, "heard", ".");
            out.write(events.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } while (!end.await(readings.interval().toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void event(StringBuilder events, String name, String html) {
        events.append("event: ").append(name).append('\n');
        // An event without data is none to a browser, and nothing may be what a part is now.
        var lines = html.isEmpty() ? Stream.of("") : html.lines();
        lines.forEach(line -> events.append("data: ").append(line).append('\n'));
        events.append('\n');
    }
}
