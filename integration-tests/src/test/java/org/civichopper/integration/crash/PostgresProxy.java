package org.civichopper.integration.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Stands before a Postgres and hands on every message, except where it is told to strike. It
/// strikes once for each time it is told.
final class PostgresProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final String url;
    private final AtomicReference<Optional<Strike>> strike =
            new AtomicReference<>(Optional.empty());
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger strikes = new AtomicInteger();
    private volatile int port;
    private volatile Duration latency = Duration.ZERO;

    private PostgresProxy(String databaseUrl) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = portOf(databaseUrl);
        url = databaseUrl.replace(":" + port + "/", ":" + socket.getLocalPort() + "/");
        Thread.ofVirtual().name("postgres-proxy").start(this::accept);
    }

    static PostgresProxy before(String databaseUrl) throws IOException {
        return new PostgresProxy(databaseUrl);
    }

    private static int portOf(String databaseUrl) {
        var address = databaseUrl.substring(0, databaseUrl.lastIndexOf('/'));
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /// The same database, by way of this.
    String url() {
        return url;
    }

    /// From now on to the server that this URL names.
    void leadTo(String databaseUrl) {
        port = portOf(databaseUrl);
    }

    /// How long every message of the function's takes from now on.
    void slowDown(Duration each) {
        latency = each;
    }

    /// From now on messages are counted from 1.
    void arm(Strike next) {
        messages.set(0);
        strike.set(Optional.of(next));
    }

    /// Whether it has yet to strike.
    boolean armed() {
        return strike.get().isPresent();
    }

    /// How often it has struck.
    int strikes() {
        return strikes.get();
    }

    /// How many messages went to the server since it was armed.
    int messages() {
        return messages.get();
    }

    /// Takes the strike if it is due now.
    Optional<Strike> due(ProxiedConnection.Moment moment) {
        messages.incrementAndGet();
        var next = strike.get();
        var struck =
                next.isPresent()
                        && next.get().due(moment, messages.get())
                        && strike.compareAndSet(next, Optional.empty());
        if (struck) {
            strikes.incrementAndGet();
        }
        return struck ? next : Optional.empty();
    }

    Duration latency() {
        return latency;
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), port);
            new ProxiedConnection(this, client, server).run();
        } catch (IOException e) {
            close(client); // no server, no connection
        }
    }

    static void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // RST, not FIN
            socket.close();
        } catch (IOException e) {
            // closed already, by whoever reads the other way
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
