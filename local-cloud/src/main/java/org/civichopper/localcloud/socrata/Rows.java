package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/// The records of one file, numbered in its order, which is that of `:id`. The file stays on disk;
/// in memory are, for each record, where it begins, when it was updated, its place among all by
/// that time, and a slot by which its id is found: 30 bytes.
final class Rows {

    /// Where an id stands, or stood until its row went: then behind `row`.
    record Position(int row, boolean exact) {}

    private static final int BLOCK = 1 << 16;

    private final MemorySegment file;
    private final List<String> header;
    private final int count;
    private final long[] starts; // of each record, and where the last one ends
    private final long[] updated;
    private final int[] byUpdate;
    private final Ids ids;
    private final Optional<Ids> earlier;

    private Rows(List<String> header, RowScan scan, Optional<Ids> earlier) {
        this.file = scan.file();
        this.header = header;
        this.count = scan.count();
        this.starts = scan.starts();
        this.updated = scan.updated();
        this.byUpdate = TimeOrder.of(updated, count);
        this.ids = new Ids(scan);
        this.earlier = earlier;
    }

    /// @param earlier the version that this one replaces: a reader of its pages goes on in this one
    static Rows of(DataSet set, Optional<Rows> earlier) {
        return new Rows(
                DataSet.header(set.csv()), RowScan.of(set.csv()), earlier.map(rows -> rows.ids));
    }

    int count() {
        return count;
    }

    List<String> header() {
        return header;
    }

    /// Of the record, in milliseconds since 1970.
    long updated(int row) {
        return updated[row];
    }

    /// The greatest of all, 0 without records.
    long lastUpdate() {
        return count == 0 ? 0 : updated[byUpdate[count - 1]];
    }

    /// Which record stands at this place when they are ordered by `:updated_at`, then by `:id`.
    int byUpdate(int place) {
        return byUpdate[place];
    }

    /// The first place in that order that is not before the time.
    int placeSince(long time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (updated[byUpdate[middle]] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Empty for an id that neither this version nor the earlier one has.
    Optional<Position> position(String id) {
        int row = ids.find(id);
        if (row >= 0) {
            return Optional.of(new Position(row, true));
        }
        return earlier.filter(before -> before.find(id) >= 0)
                .map(before -> new Position(ids.lastBefore(before.find(id), before), false));
    }

    /// How many bytes the record has, with the end of its line.
    int length(int row) {
        return Math.toIntExact(starts[row + 1] - starts[row]);
    }

    void read(int row, byte[] into) {
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, starts[row], into, 0, length(row));
    }

    /// The first line of the file, as it is.
    void copyHeader(OutputStream out) throws IOException {
        copy(0, starts[0], out);
    }

    /// The records from the first to the last of these, as they are in the file.
    void copy(int first, int last, OutputStream out) throws IOException {
        copy(starts[first], starts[last + 1], out);
    }

    private void copy(long from, long to, OutputStream out) throws IOException {
        var block = new byte[(int) Math.min(BLOCK, to - from)];
        for (long at = from; at < to; at += block.length) {
            int length = (int) Math.min(block.length, to - at);
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, block, 0, length);
            out.write(block, 0, length);
        }
        if (to == file.byteSize() && file.get(ValueLayout.JAVA_BYTE, to - 1) != '\n') {
            out.write('\n');
        }
    }
}
