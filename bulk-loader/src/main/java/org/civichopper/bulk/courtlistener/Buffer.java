package org.civichopper.bulk.courtlistener;

import java.io.IOException;
import java.util.Arrays;

/// Bytes that grow at their end.
final class Buffer {

    private static final int PIECE = 1 << 18;

    private byte[] bytes;
    private int length;

    /// @param bytes to be used as long as they are long enough
    Buffer(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    @FunctionalInterface
    interface Source {
        int read(byte[] into, int offset, int length) throws IOException, InterruptedException;
    }

    /// Adds what the source has next; returns whether there was any.
    boolean add(Source source) throws IOException, InterruptedException {
        room(PIECE);
        var read = source.read(bytes, length, PIECE);
        length += Math.max(0, read);
        return read >= 0;
    }

    void dropFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, length + (length >> 1)));
        }
    }
}
