package org.civichopper.benchmarks.queue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// As much of S3 as the function uses: get, head, put, copy and delete with If-Match, and an empty
/// answer to whoever wants a list. One bucket, in memory.
final class MemoryBucket implements AutoCloseable {

    static final String NAME = "bench";

    private record Stored(
            byte[] content, String etag, Instant modified, Map<String, String> metadata) {}

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final String METADATA = "x-amz-meta-";
    private static final String EMPTY_LIST =
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final String COPIED =
            "<CopyObjectResult><ETag>%s</ETag><LastModified>%s</LastModified></CopyObjectResult>";

    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final MemoryServer server;

    MemoryBucket() throws IOException {
        server = new MemoryServer(this::answer);
    }

    URI endpoint() {
        return server.endpoint();
    }

    void delay(Duration each) {
        server.delay(each);
    }

    int requests() {
        return server.requests();
    }

    /// Without a request.
    void put(String key, byte[] content) {
        objects.put(key, stored(content, Map.of()));
    }

    void clear() {
        objects.clear();
    }

    private Stored stored(byte[] content, Map<String, String> metadata) {
        var etag = "\"%032x\"".formatted(versions.incrementAndGet());
        return new Stored(content, etag, Instant.now(), metadata);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var key = path.substring(Math.min(path.length(), NAME.length() + 2));
        if (key.isEmpty()) {
            send(exchange, 200, EMPTY_LIST);
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> get(exchange, key);
            case "PUT" -> put(exchange, key);
            case "DELETE" -> delete(exchange, key);
            default -> refuse(exchange, 405, "MethodNotAllowed");
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        var object = objects.get(key);
        if (object == null) {
            refuse(exchange, 404, "NoSuchKey");
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", object.etag());
        headers.set("Last-Modified", HTTP_DATE.format(object.modified()));
        object.metadata().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(object.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, 200, object.content());
        }
    }

    private void put(HttpExchange exchange, String key) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        var metadata = new TreeMap<String, String>();
        headers.forEach((name, values) -> {
            if (name.regionMatches(true, 0, METADATA, 0, METADATA.length())) {
                metadata.put(name, values.getFirst());
            }
        });
        var source = headers.getFirst("x-amz-copy-source");
        if (source == null) {
            var chunked = headers.getFirst("x-amz-decoded-content-length") != null;
            var object = stored(chunked ? unchunked(body) : body, metadata);
            objects.put(key, object);
            exchange.getResponseHeaders().set("ETag", object.etag());
            send(exchange, 200, "");
            return;
        }
        var name = URLDecoder.decode(source, StandardCharsets.UTF_8);
        var original = objects.get(name.substring(name.indexOf('/', 1) + 1));
        if (original == null) {
            refuse(exchange, 404, "NoSuchKey");
        } else if (differs(original, headers.getFirst("x-amz-copy-source-if-match"))) {
            refuse(exchange, 412, "PreconditionFailed");
        } else {
            var object = stored(original.content(), metadata);
            objects.put(key, object);
            send(exchange, 200, COPIED.formatted(object.etag(), object.modified()));
        }
    }

    private void delete(HttpExchange exchange, String key) throws IOException {
        var object = objects.get(key);
        if (object != null && differs(object, exchange.getRequestHeaders().getFirst("If-Match"))) {
            refuse(exchange, 412, "PreconditionFailed");
        } else {
            objects.remove(key);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static boolean differs(Stored object, String etag) {
        return Optional.ofNullable(etag)
                .filter(wanted -> !wanted.equals(object.etag()))
                .isPresent();
    }

    // The SDK sends a body in chunks, each after its length in hexadecimal, checksums at the end.
    private static byte[] unchunked(byte[] body) throws IOException {
        var in = new ByteArrayInputStream(body);
        var content = new ByteArrayOutputStream();
        for (int length = length(in); length > 0; length = length(in)) {
            content.write(in.readNBytes(length));
            in.skipNBytes(2);
        }
        return content.toByteArray();
    }

    private static int length(ByteArrayInputStream in) {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().split("[;\r]")[0], 16);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        send(exchange, status, "<Error><Code>" + code + "</Code></Error>");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
