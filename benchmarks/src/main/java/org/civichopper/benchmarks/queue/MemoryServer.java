package org.civichopper.benchmarks.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An HTTP server on loopback that answers as late as it is told, and as many at once as ask.
final class MemoryServer implements AutoCloseable {

    static {
        // Otherwise every other answer waits 40 ms for the client's acknowledgement. Read once.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    MemoryServer(HttpHandler answers) throws IOException {
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        server = HttpServer.create(loopback, BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    private void answer(HttpExchange exchange, HttpHandler answers) throws IOException {
        requests.incrementAndGet();
        LockSupport.parkNanos(delay.toNanos());
        try (exchange) {
            answers.handle(exchange);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void delay(Duration each) {
        delay = each;
    }

    /// Since it was last asked.
    int requests() {
        return requests.getAndSet(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
