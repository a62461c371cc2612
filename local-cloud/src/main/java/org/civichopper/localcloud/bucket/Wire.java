package org.civichopper.localcloud.bucket;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Sends the answer to a request, whole unless told otherwise.
///
/// @param sent counts bytes of objects
/// @param closed ends waiting
record Wire(HttpExchange exchange, AtomicLong sent, CountDownLatch closed) {

    private static final int PIECE = 1 << 14;

    void send(Misdeed error) throws IOException {
        if (error instanceof Misdeed.Status(var code, var headers, var body)) {
            headers.forEach(exchange.getResponseHeaders()::set);
            write(code, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    void sendXml(String xml) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        write(200, xml.getBytes(StandardCharsets.UTF_8));
    }

    private void write(int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /// What was asked for of an object.
    void send(Asked asked, StoredObject object, Optional<Misdeed> misdeed) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", object.etag());
        headers.set("Accept-Ranges", "bytes");
        headers.set(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        object.modified().atOffset(ZoneOffset.UTC)));
        var size = object.content().size();
        var wanted =
                misdeed.map(each -> wanted(asked, object, each))
                        .orElseGet(() -> Wanted.of(asked, object));
        switch (wanted) {
            case Wanted.Whole() -> body(200, object, 0, size, misdeed);
            case Wanted.Part(var from, var to) -> {
                headers.set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, size));
                body(206, object, from, to, misdeed);
            }
            case Wanted.Nothing() -> {
                headers.set("Content-Range", "bytes */" + size);
                send(Misdeed.error(416, "InvalidRange", "The requested range is not satisfiable"));
            }
            case Wanted.Changed() ->
                    send(
                            Misdeed.error(
                                    412,
                                    "PreconditionFailed",
                                    "At least one of the pre-conditions you specified did not"
                                            + " hold"));
            case Wanted.Unchanged() -> exchange.sendResponseHeaders(304, -1);
        }
    }

    private static Wanted wanted(Asked asked, StoredObject object, Misdeed misdeed) {
        return switch (misdeed) {
            case Misdeed.NoRanges() -> new Wanted.Whole();
            case Misdeed.NoConditions() -> Wanted.range(asked, object);
            case Misdeed.Cut _, Misdeed.Stall _, Misdeed.Slow _, Misdeed.Status _ ->
                    Wanted.of(asked, object);
        };
    }

    private void body(
            int status, StoredObject object, long from, long to, Optional<Misdeed> misdeed)
            throws IOException {
        exchange.sendResponseHeaders(status, to == from ? -1 : to - from);
        var end =
                switch (misdeed.orElse(new Misdeed.NoConditions())) {
                    case Misdeed.Cut(var bytes) -> Math.min(to, from + bytes);
                    case Misdeed.Stall(var bytes) -> Math.min(to, from + bytes);
                    case Misdeed.Slow _,
                            Misdeed.NoRanges _,
                            Misdeed.NoConditions _,
                            Misdeed.Status _ ->
                            to;
                };
        copy(object, from, end, misdeed);
        if (end < to) {
            exchange.getResponseBody().flush();
            if (misdeed.orElseThrow() instanceof Misdeed.Stall) {
                await(Long.MAX_VALUE);
            }
            throw new IOException("broken off, as ordered");
        }
    }

    private void copy(StoredObject object, long from, long end, Optional<Misdeed> misdeed)
            throws IOException {
        OutputStream out = exchange.getResponseBody();
        try (var in = object.content().from(from)) {
            var bytes = new byte[PIECE];
            for (var position = from; position < end; ) {
                var read = in.read(bytes, 0, (int) Math.min(PIECE, end - position));
                if (read < 0) {
                    throw new IOException("the object is shorter than it was");
                }
                out.write(bytes, 0, read);
                sent.addAndGet(read);
                position += read;
                if (misdeed.isPresent() && misdeed.get() instanceof Misdeed.Slow(var perSecond)) {
                    out.flush();
                    await(read * 1_000L / perSecond);
                }
            }
        }
    }

    private void await(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed as well
        }
    }
}
