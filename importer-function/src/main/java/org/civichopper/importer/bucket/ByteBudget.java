package org.civichopper.importer.bucket;

/// How many bytes of documents a batch may hold in memory at once.
public final class ByteBudget {

    private final long limit;
    private long taken;

    /// A quarter of the heap: the rest is for what the documents become.
    public static ByteBudget ofHeap() {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /// Takes room for that many bytes, if there is any. The first always fits, so that a document
    /// which is within the limits is never put off for ever.
    public synchronized boolean take(long bytes) {
        if (taken > 0 && taken + bytes > limit) {
            return false;
        }
        taken += bytes;
        return true;
    }
}
