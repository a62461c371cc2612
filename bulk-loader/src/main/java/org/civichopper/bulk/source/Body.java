package org.civichopper.bulk.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A whole answer in memory, in pieces: one array of that size would be copied as it grows. Closed,
/// it gives them back for the answers to come, so that memory does not grow with what was read.
public final class Body implements AutoCloseable {

    /// Pieces that no body has. May be asked by many threads.
    static final class Free {

        private final int size;
        private final Queue<byte[]> pieces = new ConcurrentLinkedQueue<>();

        Free(int size) {
            this.size = size;
        }

        private byte[] take() {
            var piece = pieces.poll();
            return piece == null ? new byte[size] : piece;
        }
    }

    static final int PIECE = 1 << 18;

    /// One piece of it, of which `length` bytes count.
    public record Piece(byte[] bytes, int length) {}

    private final Free free;
    private final List<Piece> pieces = new ArrayList<>();
    private long size;

    private Body(Free free) {
        this.free = free;
    }

    /// Reads to the end.
    ///
    /// @param most how many bytes there may be
    /// @throws TooLargeException where there are more
    static Body read(InputStream in, long most, Free free) throws IOException {
        var body = new Body(free);
        try {
            while (true) {
                var bytes = free.take();
                var length = in.readNBytes(bytes, 0, bytes.length);
                body.pieces.add(new Piece(bytes, length)); // also an empty one, to be given back
                body.size += length;
                if (body.size > most) {
                    throw new TooLargeException(most);
                }
                if (length < bytes.length) {
                    return body;
                }
            }
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }

    public List<Piece> pieces() {
        return pieces.stream().filter(piece -> piece.length() > 0).toList();
    }

    public long size() {
        return size;
    }

    public InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(
                        pieces().stream()
                                .<InputStream>map(piece ->
                                        new ByteArrayInputStream(piece.bytes(), 0, piece.length()))
                                .toList()));
    }

    /// As UTF-8; for what is small.
    public String text() {
        var all = new ByteArrayOutputStream();
        try {
            writeTo(all);
        } catch (IOException e) {
            throw new IllegalStateException(e); // memory takes it
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        pieces.forEach(piece -> free.pieces.add(piece.bytes()));
        pieces.clear();
    }

    private void writeTo(OutputStream out) throws IOException {
        for (var piece : pieces) {
            out.write(piece.bytes(), 0, piece.length());
        }
    }
}
