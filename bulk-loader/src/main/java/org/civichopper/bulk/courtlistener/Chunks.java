package org.civichopper.bulk.courtlistener;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a part unpacks to, in chunks of whole records. A record belongs to the part that has the
/// newline before it: the last one of a part goes on in the bytes behind it, and what comes before
/// the first newline of a part is another's.
final class Chunks {

    // Long enough that what begins and ends a COPY costs nothing, and short in a heap of 256 MB.
    static final int SIZE = 4 << 20;

    private static final int LONGEST = 1 << 30; // no row of Postgres is longer
    private static final int LONGEST_HEADER = 1 << 20;

    private final Unpacked unpacked;
    private final Records records;
    private final int size;
    private byte[] rest = new byte[0];
    private long offset; // of the rest, in what the part unpacks to
    private boolean begun; // the rest begins with a record
    private int beyond; // of the bytes at hand, how many at the end are another part's
    private boolean ended;

    /// @param size of a chunk, as long as no record is longer
    Chunks(Unpacked unpacked, Records records, int size) {
        this.unpacked = unpacked;
        this.records = records;
        this.size = size;
    }

    /// @param bytes with something behind the chunk perhaps
    /// @param offset of the first byte in what the part unpacks to
    record Chunk(byte[] bytes, int length, long offset) {}

    /// The line that begins a file, which names its columns. Of a first part, before anything else.
    String header() throws IOException, InterruptedException {
        var buffer = new Buffer(new byte[0]);
        var end = -1;
        while (end < 0 && buffer.length() < LONGEST_HEADER && buffer.add(unpacked::read)) {
            end = newline(buffer);
        }
        if (end < 0) {
            throw new IOException("expected a line that names the columns, found none that ends");
        }
        keep(buffer, end + 1);
        begun = true;
        return new String(buffer.bytes(), 0, end, StandardCharsets.UTF_8);
    }

    private static int newline(Buffer buffer) {
        for (var at = 0; at < buffer.length(); at++) {
            if (buffer.bytes()[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /// The next records.
    ///
    /// @param into is used for them, if it is long enough
    /// @return of length 0 behind the last
    Chunk next(byte[] into) throws IOException, InterruptedException {
        var buffer = new Buffer(into);
        buffer.add(rest);
        if (ended || !begun && !begin(buffer)) {
            return new Chunk(into, 0, offset);
        }
        begun = true;
        for (var wanted = (long) size; ; wanted *= 2) {
            if (!fill(buffer, wanted)) {
                return last(buffer);
            }
            var end = records.lastStart(buffer.bytes(), buffer.length());
            if (end > 0) {
                return chunk(buffer, end);
            }
            if (wanted >= LONGEST) {
                throw new IOException(
                        "expected records of at most 1 GB, found a longer one at byte %d of what is unpacked"
                                .formatted(offset));
            }
        }
    }

    // Returns whether so much is there; less is all that is left of the part.
    private boolean fill(Buffer buffer, long wanted) throws IOException, InterruptedException {
        while (buffer.length() < wanted) {
            if (!buffer.add(unpacked::read)) {
                return false;
            }
        }
        return true;
    }

    // Passes over what belongs to the part before. Returns false where no record begins here.
    private boolean begin(Buffer buffer) throws IOException, InterruptedException {
        while (buffer.add(unpacked::read)) {
            var start = records.startBehind(buffer.bytes(), 0, buffer.length());
            if (start >= 0) {
                pass(buffer, start);
                return true;
            }
            pass(buffer, Math.max(0, buffer.length() - 2)); // one may lie across the end
        }
        var owned = buffer.length();
        while (buffer.length() < owned + 2 && buffer.add(unpacked::readBeyond)) {}
        beyond = buffer.length() - owned;
        var start = records.startBehind(buffer.bytes(), 0, buffer.length());
        ended = start < 0 || start > owned;
        if (ended) {
            return false;
        }
        pass(buffer, start);
        return true;
    }

    private void pass(Buffer buffer, int count) {
        buffer.dropFirst(count);
        offset += count;
    }

    // All that the part owns is there: its last record ends where one begins whose newline it does
    // not own.
    private Chunk last(Buffer buffer) throws IOException, InterruptedException {
        ended = true;
        var owned = buffer.length() - beyond;
        var end = records.startBehind(buffer.bytes(), owned, buffer.length());
        while (end < 0 && buffer.add(unpacked::readBeyond)) {
            end = records.startBehind(buffer.bytes(), owned, buffer.length());
        }
        return chunk(buffer, end < 0 ? buffer.length() : end);
    }

    private Chunk chunk(Buffer buffer, int end) {
        var chunk = new Chunk(buffer.bytes(), end, offset);
        keep(buffer, end);
        return chunk;
    }

    private void keep(Buffer buffer, int from) {
        rest = Arrays.copyOfRange(buffer.bytes(), from, buffer.length());
        offset += from;
    }
}
