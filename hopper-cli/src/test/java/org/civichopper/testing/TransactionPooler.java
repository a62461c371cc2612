package org.civichopper.testing;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands before a Postgres like a pooler that gives a connection away after each transaction:
/// nothing of a session is there the next time, no prepared statement, setting, lock or temporary
/// table.
public final class TransactionPooler implements AutoCloseable {

    private static final byte READY = 'Z';
    private static final byte IDLE = 'I';
    private static final byte[] DISCARD = "DISCARD ALL\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final String url;
    private final int postgres;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private TransactionPooler(String databaseUrl) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var address = databaseUrl.substring(0, databaseUrl.lastIndexOf('/'));
        var port = address.substring(address.lastIndexOf(':') + 1);
        postgres = Integer.parseInt(port);
        url = databaseUrl.replace(":" + port + "/", ":" + server.getLocalPort() + "/");
        Thread.ofVirtual().start(this::accept);
    }

    public static TransactionPooler before(String databaseUrl) throws IOException {
        return new TransactionPooler(databaseUrl);
    }

    /// The same database, by way of this.
    public String url() {
        return url;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), postgres);
                sockets.addAll(List.of(client, database));
                Thread.ofVirtual().start(() -> questions(client, database));
                Thread.ofVirtual().start(() -> answers(client, database));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void questions(Socket client, Socket database) {
        try (client;
                database) {
            client.getInputStream().transferTo(database.getOutputStream());
        } catch (IOException e) {
            // one of them went
        }
    }

    private static void answers(Socket client, Socket database) {
        try (client;
                database) {
            var in = new DataInputStream(database.getInputStream());
            var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            while (true) {
                var type = in.readByte();
                var body = new byte[in.readInt() - Integer.BYTES];
                in.readFully(body);
                if (type == READY && body[0] == IDLE) {
                    forget(in, new DataOutputStream(database.getOutputStream()));
                }
                out.writeByte(type);
                out.writeInt(body.length + Integer.BYTES);
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // one of them went
        }
    }

    // The client waits for its answer meanwhile, and asks nothing.
    private static void forget(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeByte('Q');
        out.writeInt(DISCARD.length + Integer.BYTES);
        out.write(DISCARD);
        out.flush();
        byte type;
        do {
            type = in.readByte();
            in.skipNBytes(in.readInt() - Integer.BYTES);
        } while (type != READY);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
