package org.civichopper.bulk.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/// Answers each request on this machine with bytes as they are given, and closes: the first answer
/// to the first, the last to all that follow.
final class RawServer implements AutoCloseable {

    /// What a request gets.
    @FunctionalInterface
    interface Reply {
        void to(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<Reply> replies;

    /// The heads of the requests so far.
    final List<String> asked = new CopyOnWriteArrayList<>();

    private RawServer(List<Reply> replies) {
        this.replies = replies;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static RawServer with(Reply... replies) {
        return new RawServer(List.of(replies));
    }

    private void serve() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var number = asked(head(socket.getInputStream()));
            replies.get(Math.min(number, replies.size()) - 1).to(socket, socket.getOutputStream());
        } catch (IOException e) {
            // the client went
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int asked(String head) {
        asked.add(head);
        return asked.size();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var one = in.read();
            if (one < 0) {
                throw new IOException("the client went");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/rows");
    }

    /// These lines, then this body, and the end of the connection.
    static Reply raw(String head, byte[] body) {
        return (_, out) -> {
            out.write(
                    (head.strip().replace("\n", "\r\n") + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
        };
    }

    static Reply raw(String head, String body) {
        return raw(head, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply status(int status, String body, String... headers) {
        return raw(
                "HTTP/1.1 %d Word\nContent-Length: %d\n%s"
                        .formatted(status, body.length(), String.join("\n", headers)),
                body);
    }

    static Reply right() {
        return status(200, "right");
    }

    static Reply reset() {
        return (socket, _) -> socket.setSoLinger(true, 0);
    }

    /// This much, and nothing more until the client goes.
    static Reply stalled(String text) {
        return (socket, out) -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        };
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    static byte[] first(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
