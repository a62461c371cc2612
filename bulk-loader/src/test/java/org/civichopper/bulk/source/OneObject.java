package org.civichopper.bulk.source;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// A source with one object, which knows ranges and conditions, and can be told to cut, to change
/// the object and to know less.
final class OneObject implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("Range: bytes=(\\d+)-(\\d*)\r\n");
    private static final Pattern CONDITION =
            Pattern.compile("(If-Match|If-Range|If-None-Match): ([^\r]*)\r\n");

    private final RawServer server = RawServer.with(this::answer);

    /// Bytes of bodies that were sent.
    final AtomicLong sent = new AtomicLong();

    volatile byte[] bytes;
    volatile String etag = "\"one-17\"";
    volatile long cutEvery = Long.MAX_VALUE;
    volatile Runnable afterEachCut = () -> {};
    volatile boolean knowsRanges = true;
    volatile boolean knowsConditions = true;
    volatile boolean saysLength = true;

    OneObject(int size) {
        bytes = random(size, 1);
    }

    static byte[] random(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    URI address() {
        return server.address();
    }

    List<String> asked() {
        return server.asked;
    }

    private void answer(Socket socket, OutputStream out) throws IOException, InterruptedException {
        var head = server.asked.getLast();
        var object = bytes;
        var version = etag;
        var condition = CONDITION.matcher(head);
        var conditions =
                knowsConditions && condition.find()
                        ? Map.of(condition.group(1), condition.group(2).equals(version))
                        : Map.<String, Boolean>of();
        if (!conditions.getOrDefault("If-Match", true)) {
            RawServer.status(412, "<Error><Code>PreconditionFailed</Code></Error>").to(socket, out);
            return;
        }
        if (conditions.getOrDefault("If-None-Match", false)) {
            RawServer.raw("HTTP/1.1 304 Word\nETag: " + version, "").to(socket, out);
            return;
        }
        var range = RANGE.matcher(head);
        var inPart = knowsRanges && conditions.getOrDefault("If-Range", true) && range.find();
        var from = inPart ? Integer.parseInt(range.group(1)) : 0;
        if (from > 0 && from >= object.length) {
            RawServer.status(416, "", "Content-Range: bytes */" + object.length).to(socket, out);
            return;
        }
        var to =
                inPart && !range.group(2).isEmpty()
                        ? Math.min(object.length, 1 + Integer.parseInt(range.group(2)))
                        : object.length;
        var headers =
                (inPart ? "HTTP/1.1 206 Part\n" : "HTTP/1.1 200 OK\n")
                        + (saysLength
                                ? "Content-Length: " + (to - from)
                                : "Transfer-Encoding: chunked")
                        + (version.isEmpty() ? "" : "\nETag: " + version)
                        + (inPart
                                ? "\nContent-Range: bytes %d-%d/%d"
                                        .formatted(from, to - 1, object.length)
                                : "");
        var length = (int) Math.min(to - from, cutEvery);
        sent.addAndGet(length);
        var body = Arrays.copyOfRange(object, from, from + length);
        RawServer.raw(headers, saysLength ? body : new byte[0]).to(socket, out);
        if (!saysLength) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.write(
                    (from + length == to ? "\r\n0\r\n\r\n" : "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        if (from + length < to) {
            afterEachCut.run();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
