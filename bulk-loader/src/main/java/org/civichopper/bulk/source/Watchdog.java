package org.civichopper.bulk.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Cuts a body that says nothing for too long: the client's own timeout ends with the headers. A
/// reader that does not read is not the source's silence.
final class Watchdog extends FilterInputStream {

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("silence").unstarted(task));

    private final Duration silence;
    private final ScheduledFuture<?> looks;
    private final Runnable closed;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean reading;
    private volatile long since;
    private volatile boolean cut;

    /// @param closed happens once, when the reader closes the body
    Watchdog(InputStream body, Duration silence, Runnable closed) {
        super(body);
        this.silence = silence;
        this.closed = closed;
        var every = Math.max(10, silence.toMillis() / 10);
        looks = CLOCK.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (reading && System.nanoTime() - since > silence.toNanos()) {
            cut = true;
            looks.cancel(false);
            try {
                in.close();
            } catch (IOException e) {
                // the reader hears of it
            }
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        since = System.nanoTime();
        reading = true;
        try {
            var read = super.read(bytes, offset, length);
            if (cut) {
                throw silent(null);
            }
            return read;
        } catch (IOException e) {
            throw cut ? silent(e) : e;
        } finally {
            reading = false;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private IOException silent(IOException cause) {
        return new IOException("nothing came for " + silence.toSeconds() + " s", cause);
    }

    @Override
    public void close() throws IOException {
        looks.cancel(false);
        try {
            super.close();
        } finally {
            if (isClosed.compareAndSet(false, true)) {
                closed.run();
            }
        }
    }
}
