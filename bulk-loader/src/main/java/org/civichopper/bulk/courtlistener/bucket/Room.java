package org.civichopper.bulk.courtlistener.bucket;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.Notes;

/// Keeps a disk from being filled: what begins waits until it fits above the floor beside what the
/// files under way still need, and what is under way waits when others have taken that.
final class Room {

    private static final long LOOK_EVERY_MILLIS = 1_000;
    // What a file system writes beside the bytes is no file's need, and must stop none.
    private static final long SLACK = 16 << 20;

    private final String folder;
    private final long floor;
    private final Duration patience;
    private final Notes notes;
    private final LongSupplier usable;
    private long promised;
    private long lastMoved = System.nanoTime();

    /// @param patience without any file getting on
    Room(String folder, long floor, Duration patience, Notes notes, LongSupplier usable) {
        this.folder = folder;
        this.floor = floor;
        this.patience = patience;
        this.notes = notes;
        this.usable = usable;
    }

    /// Waits until so many bytes more fit.
    ///
    /// @throws LoadStopped.Paused where that takes too long
    synchronized Place take(String file, long needed) throws InterruptedException {
        await(file, needed, floor);
        promised += needed;
        return new Place(file, needed);
    }

    private synchronized void pass(Place place, int bytes) throws InterruptedException {
        await(place.file, 0, floor - SLACK);
        var kept = Math.min(place.left, bytes);
        place.left -= kept;
        promised -= kept;
        lastMoved = System.nanoTime();
    }

    private synchronized void leave(Place place) {
        promised -= place.left;
        place.left = 0;
        notifyAll();
    }

    private void await(String file, long needed, long least) throws InterruptedException {
        var began = System.nanoTime();
        for (var told = false; usable.getAsLong() - promised - needed < least; told = true) {
            var state =
                    "%s has %s free, the files under way still need %s%s, and %s are to stay free"
                            .formatted(
                                    folder,
                                    shown(usable.getAsLong()),
                                    shown(promised),
                                    needed > 0
                                            ? ", %s needs %s".formatted(file, shown(needed))
                                            : "",
                                    shown(floor));
            if (!told) {
                notes.say("waiting for room: " + state);
            }
            var waited = System.nanoTime() - Math.max(began, lastMoved);
            if (waited > patience.toNanos()) {
                throw new LoadStopped.Paused(
                        state + ": make room and run the same command again; it goes on");
            }
            wait(Math.clamp((patience.toNanos() - waited) / 1_000_000, 1, LOOK_EVERY_MILLIS));
        }
    }

    private static String shown(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    /// What one file may write.
    final class Place implements Download.Passing, AutoCloseable {

        private final String file;
        private long left;

        private Place(String file, long needed) {
            this.file = file;
            this.left = needed;
        }

        @Override
        public void pass(int bytes) throws InterruptedException {
            Room.this.pass(this, bytes);
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
