package org.civichopper.localcloud.socrata;

import java.util.function.IntPredicate;

/// Finds the record of an id without holding the ids: a slot for each record, chosen by the id's
/// hash, or the next one that is free.
final class IdSlots {

    private final int[] slots; // the record's number, and one more

    IdSlots(int[] hashes) {
        int size = Integer.highestOneBit(Math.max(8, hashes.length + hashes.length / 3)) * 2;
        slots = new int[size];
        for (int row = 0; row < hashes.length; row++) {
            int at = slot(hashes[row]);
            while (slots[at] != 0) {
                at = next(at);
            }
            slots[at] = row + 1;
        }
    }

    /// @param isIt whether the record has this id
    /// @return the record, or -1
    int find(String id, IntPredicate isIt) {
        for (int at = slot(id.hashCode()); slots[at] != 0; at = next(at)) {
            if (isIt.test(slots[at] - 1)) {
                return slots[at] - 1;
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
