package org.civichopper.localcloud.socrata;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Sends the answer to a request: in chunks, packed when asked, and whole unless told otherwise.
final class Wire {

    private final HttpExchange exchange;
    private final boolean packed;

    Wire(HttpExchange exchange, Asked asked) {
        this.exchange = exchange;
        this.packed = asked.header("Accept-Encoding").contains("gzip");
    }

    void send(Reply reply) throws IOException {
        begin(reply, 0);
        write(reply, exchange.getResponseBody());
    }

    /// Goes silent behind so many bytes, until the server is closed.
    void stall(Reply reply, long bytes, CountDownLatch closed) throws IOException {
        begin(reply, 0);
        breakOff(reply, bytes, () -> await(closed));
    }

    /// Sends nothing until the server is closed.
    void keepSilent(CountDownLatch closed) throws IOException {
        await(closed);
        throw new IOException("no answer, as ordered");
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed as well
        }
    }

    void cut(Reply reply, long bytes, Misdeed.Framing framing) throws IOException {
        switch (framing) {
            case CHUNKED -> {
                begin(reply, 0);
                breakOff(reply, bytes, () -> {});
            }
            case LENGTH -> {
                var whole = new ByteArrayOutputStream();
                write(reply, whole);
                begin(reply, whole.size());
                breakOff(reply, Math.min(bytes, whole.size() - 1), () -> {});
            }
        }
    }

    private void breakOff(Reply reply, long bytes, Runnable there) throws IOException {
        var out = new BrokenOff(exchange.getResponseBody(), bytes, there);
        write(reply, out);
        out.end();
    }

    // A length of 0 stands for chunks.
    private void begin(Reply reply, long length) throws IOException {
        if (packed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), length);
    }

    private void write(Reply reply, OutputStream out) throws IOException {
        if (!packed) {
            reply.body().writeTo(out);
            return;
        }
        var packer = new Packer(out);
        reply.body().writeTo(packer);
        packer.finish();
    }

    /// As quickly as it can.
    private static final class Packer extends GZIPOutputStream {

        private Packer(OutputStream out) throws IOException {
            super(out, 1 << 13);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
