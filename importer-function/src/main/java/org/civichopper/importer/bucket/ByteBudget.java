package org.civichopper.importer.bucket;

/// How many bytes of memory the documents of a batch may take, with what becomes of them.
public final class ByteBudget {

    // A text is held as bytes, as characters, as canonical text, in a statement's array, in that
    // array's text and in what is sent.
    private static final int BYTES_FOR_ONE = 8;
    // A value, its place and its row.
    private static final int BYTES_FOR_A_VALUE = 100;

    private final long limit;
    private long taken;

    /// Half of the heap: the rest is for everything else.
    public static ByteBudget ofHeap() {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /// How much memory a document takes, unpacked, from being read to being written.
    public static long weight(byte[] content) {
        var values = 0L;
        for (var character : content) {
            switch (character) {
                case ',', ':', '[', '{' -> values++;
                default -> {}
            }
        }
        return BYTES_FOR_ONE * (long) content.length + BYTES_FOR_A_VALUE * values;
    }

    /// One document's part of it.
    public Share share() {
        return new Share();
    }

    /// What one document takes. It grows as more is known of the document.
    public final class Share {

        private long held;

        private Share() {}

        /// Takes room for that many bytes in all, if there is any, else gives back what it has. No
        /// document counts for more than half of the budget, so that each fits sooner or later.
        ///
        /// @return whether there is room
        public boolean take(long bytes) {
            synchronized (ByteBudget.this) {
                var wanted = Math.max(held, Math.min(bytes, limit / 2));
                if (taken - held + wanted > limit) {
                    taken -= held;
                    held = 0;
                    return false;
                }
                taken += wanted - held;
                held = wanted;
                return true;
            }
        }
    }
}
