package org.civichopper.localcloud.socrata;

import java.lang.foreign.MemorySegment;

/// Finds the record of an id without holding the ids: a slot for each record, chosen by the id's
/// hash, or the next one that is free.
final class Ids {

    private final MemorySegment file;
    private final long[] starts;
    private final int[] slots; // the record's number, and one more

    Ids(RowScan scan) {
        file = scan.file();
        starts = scan.starts();
        int count = scan.count();
        slots = new int[Integer.highestOneBit(Math.max(8, count + count / 3)) * 2];
        for (int row = 0; row < count; row++) {
            int at = slot(scan.hashes()[row]);
            while (slots[at] != 0) {
                at = next(at);
            }
            slots[at] = row + 1;
        }
    }

    String id(int row) {
        return RowScan.field(file, starts[row], starts[row + 1]);
    }

    /// @return the record, or -1
    int find(String id) {
        for (int at = slot(id.hashCode()); slots[at] != 0; at = next(at)) {
            if (id(slots[at] - 1).equals(id)) {
                return slots[at] - 1;
            }
        }
        return -1;
    }

    /// The record here of the last id before the one that `earlier` had there, -1 for none.
    int lastBefore(int gone, Ids earlier) {
        for (int row = gone - 1; row >= 0; row--) {
            int here = find(earlier.id(row));
            if (here >= 0) {
                return here;
            }
        }
        return -1;
    }

    private int slot(int hash) {
        return (hash * 0x9E3779B1 >>> 7) & (slots.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (slots.length - 1);
    }
}
