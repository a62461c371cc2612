package org.civichopper.importer.queue;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps received messages ours for as long as their work lasts, and gives them back at the end of
/// this instance's time. Work that is still under way then may go on: whoever receives the messages
/// next finds done what it commits.
public final class Hold implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

    private final WorkQueue queue;
    private final List<Received> messages;
    private final Duration visibility;
    private final Instant end;
    private final Thread keeper;

    Hold(WorkQueue queue, List<Received> messages, Duration visibility, Instant end) {
        this.queue = queue;
        this.messages = messages;
        this.visibility = visibility;
        this.end = end;
        this.keeper = Thread.ofVirtual().name("hold").start(this::keep);
    }

    // Half of the time that is left to the first of them is for the call itself, and for a second.
    private void keep() {
        var since = messages.stream().map(Received::receivedAt).min(naturalOrder()).orElse(end);
        try {
            while (since.isBefore(end)) {
                sleepUntil(earlier(since.plus(visibility.dividedBy(2)), end));
                since = Instant.now();
                change(since.isBefore(end) ? visibility : Duration.ZERO);
            }
        } catch (InterruptedException e) {
            // The work is done, and what becomes of its messages is somebody else's to say.
        }
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        Thread.sleep(Duration.between(Instant.now(), time)); // not at all, when that is negative
    }

    // What could not be changed is visible earlier, which costs a little and harms nothing.
    private void change(Duration visible) {
        var refused = queue.changeVisibility(messages, visible);
        if (!refused.isEmpty()) {
            LOG.warn(
                    "{} messages not held any longer: {}",
                    refused.size(),
                    refused.getFirst().why());
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// From now on the messages are left alone.
    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
