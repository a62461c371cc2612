package org.civichopper.bulk.bzip2;

import java.util.Arrays;

/// A decoded block, its long runs not yet written out: so it takes the same memory whether it
/// stands for 900 kB or for 46 MB.
final class Block implements Decoded {

    static final int MOST = 900_000;

    /// What stands there, where after four equal bytes a count of further ones follows.
    final byte[] bytes = new byte[MOST];

    int length;
    long size;
    int crc;
    private long end;
    private int[] counts = new int[256]; // where in the bytes there are counts
    private int counted;
    private int at;
    private int next;
    private int repeats;

    void clear() {
        length = 0;
        counted = 0;
        at = 0;
        next = 0;
        repeats = 0;
    }

    void countAt(int index) {
        if (counted == counts.length) {
            counts = Arrays.copyOf(counts, counted * 2);
        }
        counts[counted++] = index;
    }

    void endAt(long bit) {
        end = bit;
    }

    @Override
    public long end() {
        return end;
    }

    boolean isRead() {
        return at == length && repeats == 0;
    }

    /// Writes out what fits.
    int read(byte[] into, int offset, int most) {
        var place = offset;
        var stop = offset + most;
        while (place < stop && !isRead()) {
            if (repeats > 0) {
                var some = Math.min(repeats, stop - place);
                Arrays.fill(into, place, place + some, bytes[at - 2]);
                repeats -= some;
                place += some;
            } else if (next < counted && at == counts[next]) {
                repeats = bytes[at++] & 255;
                next++;
            } else {
                var some = Math.min((next < counted ? counts[next] : length) - at, stop - place);
                System.arraycopy(bytes, at, into, place, some);
                at += some;
                place += some;
            }
        }
        return place - offset;
    }
}
