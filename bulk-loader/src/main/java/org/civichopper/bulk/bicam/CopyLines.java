package org.civichopper.bulk.bicam;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// Lines as COPY's text format has them, in one buffer that is sent when it is full: a text is
/// never held twice, however long it is.
final class CopyLines {

    private static final int FULL = 1 << 18;
    private static final int ROOM = 1 << 10; // behind what counts as full

    /// Takes what the buffer holds.
    @FunctionalInterface
    interface Sink {
        void take(byte[] bytes, int length) throws SQLException;
    }

    private final byte[] bytes = new byte[FULL + ROOM];
    private final Sink sink;
    private int length;

    CopyLines(Sink sink) {
        this.sink = sink;
    }

    void send() throws SQLException {
        if (length > 0) {
            sink.take(bytes, length);
            length = 0;
        }
    }

    private void sendWhenFull() throws SQLException {
        if (length >= FULL) {
            send();
        }
    }

    void none() {
        bytes[length++] = '\\';
        bytes[length++] = 'N';
    }

    /// Behind a field, except the last of its line.
    void endField() throws SQLException {
        bytes[length++] = '\t';
        sendWhenFull();
    }

    void endLine() throws SQLException {
        bytes[length++] = '\n';
        sendWhenFull();
    }

    /// Bytes that mean nothing to COPY, and are few.
    void plain(byte[] in, int from, int to) {
        System.arraycopy(in, from, bytes, length, to - from);
        length += to - from;
    }

    void plain(String ascii) {
        var in = ascii.getBytes(StandardCharsets.US_ASCII);
        plain(in, 0, in.length);
    }

    /// Any bytes.
    ///
    /// @param doubled whether each quote in them is written twice
    void text(byte[] in, int from, int to, boolean doubled) throws SQLException {
        var at = from;
        while (at < to) {
            // Each may become two.
            at = escaped(in, at, Math.min(to, at + (FULL - length) / 2 + ROOM / 4), doubled);
            sendWhenFull();
        }
    }

    // Returns where it goes on.
    private int escaped(byte[] in, int from, int to, boolean doubled) {
        var out = bytes;
        var next = length;
        var at = from;
        while (at < to) {
            var value = in[at++];
            if (value >= ' ' && value != '\\' || value < 0) {
                out[next++] = value;
                if (value == '"' && doubled) {
                    at++; // its twin
                }
            } else {
                switch (value) {
                    case '\\', '\t', '\n', '\r' -> {
                        out[next++] = '\\';
                        out[next++] =
                                switch (value) {
                                    case '\t' -> 't';
                                    case '\n' -> 'n';
                                    case '\r' -> 'r';
                                    default -> '\\';
                                };
                    }
                    default -> out[next++] = value;
                }
            }
        }
        length = next;
        return at;
    }
}
