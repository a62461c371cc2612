package org.civichopper.bulk.bzip2;

import java.util.Arrays;

/// The packed bytes from one magic to the next. Where the next stands by chance inside a block, the
/// block goes on in the next piece.
///
/// @param bit of the file at which it begins
/// @param bytes begin with the one that holds this bit; zeros follow them
/// @param length how many of them are of the file
/// @param last whether the file ends with them
record Piece(Kind kind, long bit, byte[] bytes, int length, boolean last) {

    enum Kind {
        HEAD, // of the file
        BLOCK,
        END // of a stream
    }

    /// No block is longer: 900,001 symbols of 20 bits each, and its tables.
    static final int MOST = 2_400_000;

    /// So many zeros make it needless to look for the end at every symbol.
    static final int SPARE = 256;

    static Piece of(Kind kind, long bit, byte[] from, int start, int end, boolean last) {
        var length = Math.min(end - start, MOST);
        var bytes = new byte[length + SPARE];
        System.arraycopy(from, start, bytes, 0, length);
        return new Piece(kind, bit, bytes, length, last);
    }

    /// Where in its first byte it begins.
    int shift() {
        return (int) (bit & 7);
    }

    /// How many bits there are, from the first of its first byte.
    int bits() {
        return length * 8;
    }

    /// Whether all of the other, which is the next, still can belong to a block that begins here.
    boolean canTake(Piece next) {
        return distance(next) <= length && distance(next) + next.length <= MOST;
    }

    Piece with(Piece next) {
        var at = (int) distance(next);
        var joined = Arrays.copyOf(bytes, at + next.bytes.length);
        System.arraycopy(next.bytes, 0, joined, at, next.bytes.length);
        return new Piece(kind, bit, joined, at + next.length, next.last);
    }

    private long distance(Piece next) {
        return (next.bit >>> 3) - (bit >>> 3);
    }
}
