package org.civichopper.uploader;

import java.time.Duration;
import java.util.function.Consumer;

/// Whether one of bucket and queue answers, and when to try again. One for all documents, so that a
/// server that comes back meets a few attempts at once, in growing pauses, and not thousands.
final class Outage {

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final String name;
    private final Patience patience;
    private final Consumer<String> lines;
    private Duration pause = Duration.ZERO;
    private long next;
    private long said;
    private String reason = "";
    private boolean ending;
    private boolean over;
    private long lastSuccess = System.nanoTime();

    Outage(String name, Patience patience, Consumer<String> lines) {
        this.name = name;
        this.patience = patience;
        this.lines = lines;
    }

    synchronized boolean isOn() {
        return !pause.isZero();
    }

    /// Why the last attempt failed; empty if it did not.
    synchronized String reason() {
        return reason;
    }

    synchronized void succeeded() {
        lastSuccess = System.nanoTime();
        if (isOn()) {
            lines.accept("the " + name + " answers again");
        }
        pause = Duration.ZERO;
        reason = "";
        notifyAll();
    }

    /// From now on nobody waits for long.
    synchronized void end() {
        ending = true;
        lastSuccess = System.nanoTime();
        next = System.nanoTime();
        notifyAll();
    }

    synchronized void giveUp() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /// Waits until the next attempt.
    ///
    /// @param lasting whether it is of a kind that waiting alone does not mend
    /// @return false if there shall be none
    synchronized boolean failed(String why, boolean lasting) throws InterruptedException {
        reason = why;
        var now = System.nanoTime();
        if (now - next >= 0 || !isOn()) {
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(patience.shortest()) < 0 ? patience.shortest() : doubled;
            pause = pause.compareTo(patience.longest()) > 0 ? patience.longest() : pause;
            next = now + pause.toNanos();
        }
        if (said == 0 || now - said >= BETWEEN_LINES.toNanos()) {
            said = now;
            lines.accept(
                    "cannot send: %s; trying again, the documents wait on disk".formatted(why));
        }
        var spent = now - lastSuccess >= patience.atTheEnd().toNanos();
        over |= ending && (lasting || spent);
        while (!over && isOn() && next - System.nanoTime() > 0) {
            var left = next - System.nanoTime();
            wait(Math.max(1, left / 1_000_000));
        }
        return !over;
    }
}
