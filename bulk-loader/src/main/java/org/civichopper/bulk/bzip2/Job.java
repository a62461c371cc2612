package org.civichopper.bulk.bzip2;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A piece that is being decoded, or will be.
final class Job {

    private final Piece piece;
    private final boolean late;
    private final FutureTask<Decoded> task;

    /// @param late whether it is decoded by the thread that asks for it
    Job(Piece piece, Decoders decoders, boolean late) {
        this.piece = piece;
        this.late = late;
        task = new FutureTask<>(() -> decoders.decode(piece));
    }

    Piece piece() {
        return piece;
    }

    Runnable task() {
        return task;
    }

    /// What came of it.
    Decoded decoded() throws UnreadableException, InterruptedException {
        if (late) {
            task.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnreadableException unreadable -> throw unreadable;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    void abandon() {
        task.cancel(false);
    }
}
