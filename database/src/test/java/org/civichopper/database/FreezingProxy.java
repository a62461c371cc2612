package org.civichopper.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a Postgres like a NAT gateway that forgets: on connections that it has frozen
/// nothing comes through any more, and nobody is told.
final class FreezingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int postgres;
    private final AtomicInteger age = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /// @param postgres its port on this machine
    FreezingProxy(int postgres) throws IOException {
        this.postgres = postgres;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// All connections that there are; new ones work.
    void freeze() {
        age.incrementAndGet();
    }

    int connections() {
        return sockets.size() / 2;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), postgres);
                var born = age.get();
                sockets.addAll(List.of(client, database));
                Thread.ofVirtual().start(() -> pass(client, database, born));
                Thread.ofVirtual().start(() -> pass(database, client, born));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to, int born) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), born);
        } catch (IOException e) {
            // one of them went
        }
    }

    private void pass(InputStream from, OutputStream to, int born) throws IOException {
        var buffer = new byte[8192];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (age.get() == born) {
                to.write(buffer, 0, read);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
