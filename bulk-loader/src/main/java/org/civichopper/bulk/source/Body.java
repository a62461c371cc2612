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

/// A whole answer in memory, in pieces: one array of that size would be copied as it grows.
public final class Body {

    private static final int PIECE = 1 << 18;

    /// One piece of it, of which `length` bytes count.
    public record Piece(byte[] bytes, int length) {}

    private final List<Piece> pieces = new ArrayList<>();
    private long size;

    /// Reads to the end.
    ///
    /// @param most how many bytes there may be
    /// @throws TooLargeException where there are more
    static Body read(InputStream in, long most) throws IOException {
        return read(in, most, PIECE);
    }

    static Body read(InputStream in, long most, int piece) throws IOException {
        var body = new Body();
        while (true) {
            var bytes = new byte[piece];
            var length = in.readNBytes(bytes, 0, piece);
            if (length == 0) {
                return body;
            }
            body.pieces.add(new Piece(bytes, length));
            body.size += length;
            if (body.size > most) {
                throw new TooLargeException(most);
            }
        }
    }

    public List<Piece> pieces() {
        return Collections.unmodifiableList(pieces);
    }

    public long size() {
        return size;
    }

    public InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(
                        pieces.stream()
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

    private void writeTo(OutputStream out) throws IOException {
        for (var piece : pieces) {
            out.write(piece.bytes(), 0, piece.length());
        }
    }
}
