package org.civichopper.bulk.courtlistener.records;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.civichopper.bulk.bzip2.Bzip2Part;

/// The records of one part of a file, in chunks of about a megabyte for COPY. A record belongs to
/// the part that decodes the newline before it; its end is read from whatever follows. So the parts
/// of a file together have each record once, wherever they are cut.
public final class RecordChunks {

    private static final int USUAL = 1 << 20;
    private static final int LONGEST = 1 << 30; // a value in Postgres
    private static final int BEYOND = 1 << 16;
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final Bzip2Part part;
    private final Boundaries boundaries;
    private final boolean headed;
    private byte[] bytes = new byte[USUAL];
    private int filled;
    private int looked; // so many were searched for boundaries
    private int owned = UNKNOWN; // so many are the part's own
    private int given; // so many are in the chunk that was given last
    private long offset;
    private byte[] header;
    private boolean begun;
    private boolean done;

    private RecordChunks(Bzip2Part part, Boundaries boundaries, boolean headed) {
        this.part = part;
        this.boundaries = boundaries;
        this.headed = headed;
    }

    /// Of the part with which the file begins: it has the header. The first column is a number and
    /// never NULL, and every value is in quotes.
    public static RecordChunks ofFirst(Bzip2Part part, char quote) {
        return new RecordChunks(part, new Boundaries.Numbered((byte) quote), true);
    }

    /// Of any further part of such a file.
    public static RecordChunks ofFurther(Bzip2Part part, char quote) {
        return new RecordChunks(part, new Boundaries.Numbered((byte) quote), false);
    }

    /// Of a file that is read in one part, whatever its first column is.
    ///
    /// @param escape the quote itself where that is doubled
    public static RecordChunks ofWhole(Bzip2Part part, char quote, char escape) {
        return new RecordChunks(part, new Boundaries.Followed((byte) quote, (byte) escape), true);
    }

    /// The first line, without its newline.
    ///
    /// @throws IllegalStateException of a further part
    public byte[] header() throws IOException, InterruptedException {
        if (!headed) {
            throw new IllegalStateException("expected the first part, which has the header");
        }
        begin();
        return header.clone();
    }

    /// The next records, or nothing when all of the part were given. A chunk counts until the next
    /// is asked for.
    ///
    /// @throws RecordTooLongException where no record ends within a gigabyte
    public Optional<Chunk> next() throws IOException, InterruptedException {
        begin();
        drop(given);
        given = 0;
        while (!done) {
            readOwned();
            if (owned < UNKNOWN) {
                done = true;
                return chunk(end());
            }
            var last = boundaries.last(bytes, looked, filled);
            looked = filled;
            if (last > 0) {
                return chunk(last);
            }
            grow();
        }
        return Optional.empty();
    }

    private Optional<Chunk> chunk(int length) {
        given = length;
        return length == 0 ? Optional.empty() : Optional.of(new Chunk(bytes, length, offset));
    }

    private void begin() throws IOException, InterruptedException {
        if (begun) {
            return;
        }
        begun = true;
        if (headed) {
            readHeader();
        } else {
            skip();
        }
    }

    private void readHeader() throws IOException, InterruptedException {
        var from = 0;
        while (true) {
            var end = indexOfNewline(from);
            if (end >= 0) {
                header = Arrays.copyOf(bytes, end);
                done = end >= owned;
                drop(end + 1);
                return;
            }
            from = filled;
            if (!readMore()) {
                header = Arrays.copyOf(bytes, filled);
                done = true;
                return;
            }
        }
    }

    private int indexOfNewline(int from) {
        for (var place = from; place < filled; place++) {
            if (bytes[place] == '\n') {
                return place;
            }
        }
        return -1;
    }

    // To the first record whose newline is the part's own.
    private void skip() throws IOException, InterruptedException {
        while (true) {
            var place = numbered().first(bytes, 0, filled);
            if (place >= 0 && place <= owned) {
                drop(place);
                return;
            }
            if (place >= 0 || filled >= owned + 2L) {
                done = true;
                return;
            }
            drop(Math.max(filled - 2, 0));
            if (!readMore()) {
                done = true;
                return;
            }
        }
    }

    // Of the last record that begins in the part.
    private int end() throws IOException, InterruptedException {
        if (boundaries instanceof Boundaries.Followed) {
            return filled;
        }
        var from = owned + 1;
        while (true) {
            var place = numbered().first(bytes, from, filled);
            if (place >= 0) {
                return place;
            }
            from = Math.max(from, filled - 1);
            if (!readMore()) {
                return filled;
            }
        }
    }

    private Boundaries.Numbered numbered() {
        return (Boundaries.Numbered) boundaries;
    }

    private void readOwned() throws IOException, InterruptedException {
        while (owned == UNKNOWN && filled < bytes.length) {
            readMoreOwned(bytes.length);
        }
    }

    private void readMoreOwned(int most) throws IOException, InterruptedException {
        var count = part.read(bytes, filled, Math.min(most, bytes.length - filled));
        if (count < 0) {
            owned = filled;
        } else {
            filled += count;
        }
    }

    // Returns false at the end of the file.
    private boolean readMore() throws IOException, InterruptedException {
        if (filled == bytes.length) {
            grow();
        }
        if (owned == UNKNOWN) {
            readMoreOwned(BEYOND);
            return true;
        }
        var count = part.readBeyond(bytes, filled, Math.min(BEYOND, bytes.length - filled));
        filled += Math.max(count, 0);
        return count >= 0;
    }

    private void grow() throws RecordTooLongException {
        if (bytes.length == LONGEST) {
            throw new RecordTooLongException(offset, LONGEST);
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }

    private void drop(int count) {
        filled -= count;
        var into = bytes.length > USUAL && filled < USUAL / 2 ? new byte[USUAL] : bytes;
        System.arraycopy(bytes, count, into, 0, filled);
        bytes = into;
        looked = Math.max(looked - count, 0);
        owned = owned == UNKNOWN ? UNKNOWN : owned - count;
        offset += count;
    }
}
