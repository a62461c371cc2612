package org.civichopper.integration.crash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// One connection through a [PostgresProxy], message by message: a type, a length, a body.
final class ProxiedConnection {

    enum Moment {
        /// The COMMIT of a transaction that wrote receipts.
        COMMIT_OF_A_BATCH,
        ANYTHING_ELSE
    }

    private static final String A_BATCH_WRITES = "INSERT INTO hopper.receipt";

    private final PostgresProxy proxy;
    private final Socket client;
    private final Socket server;
    private final DataInputStream fromClient;
    private final DataOutputStream toServer;
    private final Map<String, String> prepared = new HashMap<>();
    private boolean writesReceipts;
    private volatile boolean swallows;

    ProxiedConnection(PostgresProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
    }

    void run() {
        Thread.ofVirtual().start(this::answers);
        try {
            passOn(fromClient.readInt()); // the first has no type
            while (true) {
                var type = fromClient.readByte();
                var body = new byte[fromClient.readInt() - Integer.BYTES];
                fromClient.readFully(body);
                question(type, body);
            }
        } catch (IOException e) {
            cut(); // one side has gone
        }
    }

    private void passOn(int length) throws IOException {
        var body = new byte[length - Integer.BYTES];
        fromClient.readFully(body);
        toServer.writeInt(length);
        toServer.write(body);
        toServer.flush();
    }

    private void question(byte type, byte[] body) throws IOException {
        if (!proxy.latency().isZero()) {
            LockSupport.parkNanos(proxy.latency().toNanos());
        }
        var struck = proxy.due(moment(type, body));
        if (struck.isPresent()) {
            strike(struck.get());
        }
        toServer.writeByte(type);
        toServer.writeInt(body.length + Integer.BYTES);
        toServer.write(body);
        if (fromClient.available() == 0) {
            toServer.flush();
        }
    }

    private void strike(Strike strike) throws IOException {
        switch (strike) {
            case Strike.CutAtMessage _, Strike.CutBeforeCommit _ ->
                    throw new IOException("cut as told");
            case Strike.SwallowCommitReply _ -> swallows = true;
            case Strike.Meanwhile(_, var what) -> what.run();
            case Strike.Freeze freeze -> {
                toServer.flush();
                freeze.reached().countDown();
                try {
                    freeze.thawed().await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private Moment moment(byte type, byte[] body) {
        var sql =
                switch (type) {
                    case 'Q' -> texts(body)[0];
                    case 'P' -> {
                        prepared.put(texts(body)[0], texts(body)[1]);
                        yield "";
                    }
                    case 'B' -> prepared.getOrDefault(texts(body)[1], "");
                    default -> "";
                };
        if (sql.contains(A_BATCH_WRITES)) {
            writesReceipts = true;
        }
        if (!sql.equals("COMMIT") && !sql.equals("ROLLBACK")) {
            return Moment.ANYTHING_ELSE;
        }
        var ofABatch = writesReceipts && sql.equals("COMMIT");
        writesReceipts = false;
        return ofABatch ? Moment.COMMIT_OF_A_BATCH : Moment.ANYTHING_ELSE;
    }

    // The two that a message begins with, each with a zero at its end.
    private static String[] texts(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1).split("\0", 3);
        return text.length < 2 ? Arrays.copyOf(text, 2) : text;
    }

    private void answers() {
        try {
            var fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            var toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            while (true) {
                var type = fromServer.readByte();
                var body = new byte[fromServer.readInt() - Integer.BYTES];
                fromServer.readFully(body);
                if (!swallows) {
                    toClient.writeByte(type);
                    toClient.writeInt(body.length + Integer.BYTES);
                    toClient.write(body);
                    if (fromServer.available() == 0) {
                        toClient.flush();
                    }
                } else if (type == 'Z') {
                    break; // the server has done what it was asked
                }
            }
        } catch (IOException e) {
            // one side has gone
        }
        cut();
    }

    private void cut() {
        PostgresProxy.close(client);
        PostgresProxy.close(server);
    }
}
