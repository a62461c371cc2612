package org.civichopper.bulk.bzip2;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts packed bytes wherever 48 bits look like the beginning of a block or the end of a stream.
/// Some of them are by chance: who decodes the pieces finds out.
final class MagicScan {

    /// Takes the pieces, in order.
    interface Pieces {

        void take(Piece piece) throws InterruptedException;
    }

    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int BITS = 48;
    private static final int READ = 1 << 16;
    private static final int STEP = 4;
    // Two bytes that a magic can hold, wherever its first bit is in a byte. Of any four
    // neighbouring
    // pairs in the file, one lies inside the magic that is there.
    private static final boolean[] PAIRS = pairs();

    private final InputStream packed;
    private final Pieces pieces;
    private byte[] bytes = new byte[8 * READ];
    private int filled;
    private long offset; // in the file, of the first of the bytes
    private int pair; // the next to look at
    private Piece.Kind kind; // of what began last; null before the first
    private long begun;
    private long found = -1; // the last magic

    /// @param from where in the file the packed bytes begin
    MagicScan(InputStream packed, long from, Pieces pieces) {
        this.packed = packed;
        this.pieces = pieces;
        offset = from;
        if (from == 0) {
            kind = Piece.Kind.HEAD;
        }
    }

    /// Reads to the end of the file.
    ///
    /// @return how many bytes the file has
    long scan() throws IOException, InterruptedException {
        while (true) {
            makeRoom();
            var count = packed.read(bytes, filled, READ);
            if (count < 0) {
                break;
            }
            filled += count;
            findAll();
        }
        if (kind != null) {
            pieces.take(piece(filled, true));
        }
        return offset + filled;
    }

    private void findAll() throws InterruptedException {
        for (; pair + BITS / 8 <= filled; pair += STEP) {
            if (PAIRS[(bytes[pair] & 255) << 8 | bytes[pair + 1] & 255]) {
                findAround(pair);
            }
        }
    }

    private void findAround(int index) throws InterruptedException {
        var from = Math.max(found + 1, (offset + Math.max(index - STEP, 0)) * 8);
        var to = (offset + index) * 8;
        for (var bit = from; bit <= to; bit++) {
            var magic = Bits.window(bytes, (int) (bit - offset * 8)) >>> 64 - BITS;
            if (magic == BLOCK || magic == END) {
                if (kind != null) {
                    pieces.take(piece((int) ((bit + 7 >>> 3) - offset), false));
                }
                kind = magic == BLOCK ? Piece.Kind.BLOCK : Piece.Kind.END;
                begun = bit;
                found = bit;
            }
        }
    }

    private Piece piece(int end, boolean last) {
        return Piece.of(kind, begun, bytes, (int) ((begun >>> 3) - offset), end, last);
    }

    // What is more than a block, up to the next magic, is let go.
    private void makeRoom() throws InterruptedException {
        if (filled + READ + Long.BYTES <= bytes.length) {
            return;
        }
        if (kind != null && offset + filled - (begun >>> 3) > Piece.MOST + STEP) {
            pieces.take(piece(filled, false));
            kind = null;
        }
        var drop = kind == null ? Math.max(pair - STEP, 0) : (int) ((begun >>> 3) - offset);
        System.arraycopy(bytes, drop, bytes, 0, filled - drop);
        filled -= drop;
        pair -= drop;
        offset += drop;
        if (filled + READ + Long.BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private static boolean[] pairs() {
        var pairs = new boolean[1 << 16];
        for (var magic : new long[] {BLOCK, END}) {
            for (var end = 0; end <= BITS - 16; end++) {
                pairs[(int) (magic >>> end) & 0xffff] = true;
            }
        }
        return pairs;
    }
}
