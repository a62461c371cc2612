package org.civichopper.benchmarks.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Stands before a Postgres and makes every round trip as long as to a server further away: what is
/// asked after an answer waits once, however many packets it comes in.
final class DistantPostgres implements AutoCloseable {

    private final ServerSocket socket;
    private final int port;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    DistantPostgres(String databaseUrl) throws IOException {
        port = URI.create(databaseUrl).getPort();
        socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofPlatform().daemon().name("distant-postgres").start(this::accept);
    }

    /// The same database, by way of this.
    String url(String databaseUrl) {
        return databaseUrl.replace(":" + port + "/", ":" + socket.getLocalPort() + "/");
    }

    void delay(Duration each) {
        delay = each;
    }

    /// Since it was last asked.
    int roundTrips() {
        return roundTrips.getAndSet(0);
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var answered = new AtomicBoolean(true);
                pump(client, server, () -> delayOnce(answered));
                pump(server, client, () -> answered.set(true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void delayOnce(AtomicBoolean answered) {
        if (answered.getAndSet(false)) {
            roundTrips.incrementAndGet();
            LockSupport.parkNanos(delay.toNanos());
        }
    }

    // Platform threads: a virtual one may have to wait for a core that the function computes on.
    private static void pump(Socket from, Socket to, Runnable before) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (from;
                            to) {
                        pass(from.getInputStream(), to.getOutputStream(), before);
                    } catch (IOException e) {
                        // one side has gone, and the other goes with it
                    }
                });
    }

    private static void pass(InputStream in, OutputStream out, Runnable before) throws IOException {
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            before.run();
            out.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
