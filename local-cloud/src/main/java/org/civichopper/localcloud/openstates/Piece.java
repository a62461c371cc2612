package org.civichopper.localcloud.openstates;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// A part of an answer, plain and deflated. The deflated bytes end with a whole byte and know
/// nothing of those before, so that pieces that were packed long ago make one gzip.
record Piece(byte[] plain, byte[] deflated) {

    private static final int LONGEST_STORED = 0xFFFF;

    static Piece of(byte[] plain) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            var deflated = new ByteArrayOutputStream(plain.length / 4 + 64);
            var buffer = new byte[1 << 13];
            int length;
            do {
                length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                deflated.write(buffer, 0, length);
            } while (length == buffer.length);
            return new Piece(plain, deflated.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /// What is not worth packing: a block as it is.
    static Piece of(String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        if (plain.length > LONGEST_STORED) {
            return of(plain);
        }
        var stored = new ByteArrayOutputStream(plain.length + 5);
        stored.write(0);
        writeShort(stored, plain.length);
        writeShort(stored, ~plain.length);
        stored.writeBytes(plain);
        return new Piece(plain, stored.toByteArray());
    }

    private static void writeShort(ByteArrayOutputStream out, int number) {
        out.write(number);
        out.write(number >>> 8);
    }
}
