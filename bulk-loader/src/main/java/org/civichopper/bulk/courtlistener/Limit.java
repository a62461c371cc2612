package org.civichopper.bulk.courtlistener;

/// What a part waits for: the network, bzip2 or COPY.
final class Limit {

    private final Metered packed;
    private long since = System.nanoTime();
    private long copying; // ns
    private long waiting;

    Limit(Metered packed) {
        this.packed = packed;
    }

    /// A chunk is there, and is copied from now on.
    void copies() {
        waiting += lap();
    }

    /// It is copied, and the next one is waited for.
    void waits() {
        copying += lap();
    }

    private long lap() {
        var now = System.nanoTime();
        var lap = now - since;
        since = now;
        return lap;
    }

    /// Where most of the time goes.
    String word() {
        if (copying >= waiting) {
            return "COPY";
        }
        return packed.waited() * 2 > copying + waiting ? "network" : "bzip2";
    }
}
