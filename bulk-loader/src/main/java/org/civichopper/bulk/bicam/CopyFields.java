package org.civichopper.bulk.bicam;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;

/// Rows as COPY's binary format has them, which costs a server least, in one buffer that is sent
/// when it is full: a text is never held twice, however long it is.
final class CopyFields {

    private static final byte[] SIGNATURE =
            "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FULL = 1 << 18;
    private static final int ROOM =
            1 << 11; // behind what counts as full: any number and its length
    private static final short END = -1;
    private static final int NONE = -1;
    private static final int GROUP = 10_000; // a numeric's digits come in fours
    private static final BigInteger GROUPS = BigInteger.valueOf(GROUP);

    /// Takes what the buffer holds.
    @FunctionalInterface
    interface Sink {
        void take(byte[] bytes, int length) throws SQLException;
    }

    private final ByteBuffer buffer = ByteBuffer.allocate(FULL + ROOM);
    private final Sink sink;

    CopyFields(Sink sink) {
        this.sink = sink;
    }

    /// Before the first row.
    void begin() {
        buffer.put(SIGNATURE);
    }

    void beginRow(int fields) {
        buffer.putShort((short) fields);
    }

    void endRow() throws SQLException {
        sendWhenFull();
    }

    /// Behind the last row.
    void end() throws SQLException {
        buffer.putShort(END);
        send();
    }

    private void send() throws SQLException {
        sink.take(buffer.array(), buffer.position());
        buffer.clear();
    }

    private void sendWhenFull() throws SQLException {
        if (buffer.position() >= FULL) {
            send();
        }
    }

    void none() throws SQLException {
        buffer.putInt(NONE);
        sendWhenFull(); // a row may have more fields than there is room for
    }

    void flag(boolean value) throws SQLException {
        buffer.putInt(1).put((byte) (value ? 1 : 0));
        sendWhenFull();
    }

    void number(int value) throws SQLException {
        buffer.putInt(Integer.BYTES).putInt(value);
        sendWhenFull();
    }

    void number(long value) throws SQLException {
        buffer.putInt(Long.BYTES).putLong(value);
        sendWhenFull();
    }

    /// @param value of some hundred digits at most
    void numeric(BigDecimal value) throws SQLException {
        var scale = Math.max(0, value.scale());
        var behind = (scale + 3) / 4; // groups behind the point
        var rest = value.abs().setScale(4 * behind).unscaledValue();
        var groups = new ArrayDeque<Short>();
        while (rest.signum() > 0) {
            var parts = rest.divideAndRemainder(GROUPS);
            groups.push(parts[1].shortValueExact());
            rest = parts[0];
        }
        buffer.putInt(2 * (4 + groups.size()))
                .putShort((short) groups.size())
                .putShort((short) (groups.size() - behind - 1))
                .putShort((short) (value.signum() < 0 ? 0x4000 : 0))
                .putShort((short) scale);
        groups.forEach(buffer::putShort);
        sendWhenFull();
    }

    /// Bytes of valid text.
    ///
    /// @param doubled whether each quote in them is written twice
    void text(byte[] in, int from, int to, boolean doubled) throws SQLException {
        if (doubled) {
            buffer.putInt(to - from - quotes(in, from, to) / 2);
            var start = from;
            for (var at = from; at < to; at++) {
                if (in[at] == '"') {
                    piece(in, start, ++at); // without its twin
                    start = at + 1;
                }
            }
            piece(in, start, to);
        } else {
            buffer.putInt(to - from);
            piece(in, from, to);
        }
    }

    private static int quotes(byte[] in, int from, int to) {
        var quotes = 0;
        for (var at = from; at < to; at++) {
            quotes += in[at] == '"' ? 1 : 0;
        }
        return quotes;
    }

    private void piece(byte[] in, int from, int to) throws SQLException {
        var at = from;
        while (at < to) {
            var length = Math.min(to - at, FULL + ROOM - buffer.position());
            buffer.put(in, at, length);
            at += length;
            sendWhenFull();
        }
    }
}
