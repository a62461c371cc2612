package org.civichopper.bulk.city311;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands before a Postgres as a pooler does: it greets with a process of its own making. When it
/// dies, so do its sessions.
final class Pooler implements AutoCloseable {

    private static final int NOBODY = 1_234_567;

    private final ServerSocket server;
    private final int postgres;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /// @param postgres its port on this machine
    Pooler(int postgres) throws IOException {
        this.postgres = postgres;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), postgres);
                sockets.add(client);
                sockets.add(database);
                Thread.ofVirtual().start(() -> up(client, database));
                Thread.ofVirtual().start(() -> down(client, database));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void up(Socket client, Socket database) {
        try (client;
                database) {
            client.getInputStream().transferTo(database.getOutputStream());
        } catch (IOException e) {
            // one of them went
        }
    }

    private static void down(Socket client, Socket database) {
        try (client;
                database) {
            greet(
                    new DataInputStream(database.getInputStream()),
                    new DataOutputStream(client.getOutputStream()));
            database.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // one of them went
        }
    }

    // BackendKeyData (K) names the process; with ReadyForQuery (Z) the greeting is over.
    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
        int type;
        do {
            type = in.read();
            var length = in.readInt();
            var body = in.readNBytes(length - 4);
            out.write(type);
            out.writeInt(length);
            if (type == 'K') {
                out.writeInt(NOBODY);
                out.write(body, 4, body.length - 4);
            } else {
                out.write(body);
            }
        } while (type != 'Z' && type != -1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
