package org.civichopper.bulk.courtlistener;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the next chunk ready while the one before is copied.
final class Ahead implements AutoCloseable {

    private final Chunks chunks;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("chunks").factory());
    private byte[] free = new byte[Chunks.SIZE + (Chunks.SIZE >> 2)];
    private byte[] used = new byte[0];
    private Future<Chunks.Chunk> ready;

    Ahead(Chunks chunks) {
        this.chunks = chunks;
        prepare();
    }

    // In the bytes of the chunk before the last, which nothing looks at any more.
    private void prepare() {
        var into = free;
        ready = thread.submit(() -> chunks.next(into));
    }

    /// The next chunk, whose bytes stay until the one after the next is asked for; of length 0
    /// behind the last.
    Chunks.Chunk next() throws IOException, InterruptedException {
        try {
            var chunk = ready.get();
            free = used;
            used = chunk.bytes();
            prepare();
            return chunk;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException stopped -> throw stopped;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
