package org.civichopper.bulk.openstates.zip;

/// Where what has an id went: ids as 64 bits each, so that millions of them fit. Two ids that are
/// the same 64 bits are taken for one, which is seen when what hangs on them finds nothing.
final class Homes {

    private static final long FREE = 0;

    private long[] ids = new long[1 << 12];
    private short[] homes = new short[ids.length];
    private int size;

    void put(long id, int home) {
        if (2 * size >= ids.length) {
            grow();
        }
        var at = place(id);
        size += ids[at] == FREE ? 1 : 0;
        ids[at] = filled(id);
        homes[at] = (short) home;
    }

    /// -1 for one that went nowhere.
    int get(long id) {
        var at = place(id);
        return ids[at] == FREE ? -1 : homes[at];
    }

    private static long filled(long id) {
        return id == FREE ? 1 : id;
    }

    private int place(long id) {
        var wanted = filled(id);
        var at = (int) (wanted ^ wanted >>> 32) & ids.length - 1;
        while (ids[at] != FREE && ids[at] != wanted) {
            at = at + 1 & ids.length - 1;
        }
        return at;
    }

    private void grow() {
        var before = ids;
        var went = homes;
        ids = new long[2 * before.length];
        homes = new short[ids.length];
        for (var at = 0; at < before.length; at++) {
            if (before[at] != FREE) {
                var next = place(before[at]);
                ids[next] = before[at];
                homes[next] = went[at];
            }
        }
    }

    /// 64 bits of an id, as FNV-1a has them, and mixed.
    ///
    /// @param kind of what has it
    static long hash(int kind, byte[] bytes, int from, int to) {
        var hash = 0xcbf29ce484222325L ^ kind;
        for (var at = from; at < to; at++) {
            hash = (hash ^ bytes[at] & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 29;
    }
}
