package org.civichopper.benchmarks.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Messages with a visibility timeout. Knows when the first was asked for and the last one went.
final class Messages {

    /// @param receives how often it was received so far
    record Message(String id, String body, int receives) {}

    private record Held(Message message, long until) {}

    private final Deque<Message> visible = new ArrayDeque<>();
    private final Map<String, Held> held = new HashMap<>();
    private long firstAsked;
    private long lastDeleted;
    private int receives;

    synchronized void add(Message message) {
        visible.addLast(message);
        notifyAll();
    }

    synchronized void clear() {
        visible.clear();
        held.clear();
    }

    /// Waits until there is at least one, but no longer than that.
    synchronized List<Message> receive(int most, Duration longest, Duration visibility) {
        firstAsked = firstAsked == 0 ? System.nanoTime() : firstAsked;
        receives++;
        var end = System.nanoTime() + longest.toNanos();
        reappear();
        for (var left = longest.toNanos(); visible.isEmpty() && left > 0; ) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
            reappear();
            left = end - System.nanoTime();
        }
        var received = new ArrayList<Message>();
        while (received.size() < most && !visible.isEmpty()) {
            var message = visible.removeFirst();
            var next = new Message(message.id(), message.body(), message.receives() + 1);
            held.put(next.id(), new Held(next, System.nanoTime() + visibility.toNanos()));
            received.add(next);
        }
        return received;
    }

    private void reappear() {
        var now = System.nanoTime();
        held.values()
                .removeIf(each -> {
                    var due = each.until() - now <= 0;
                    if (due) {
                        visible.addLast(each.message());
                    }
                    return due;
                });
    }

    synchronized void changeVisibility(String id, Duration visibility) {
        held.computeIfPresent(
                id,
                (_, each) -> new Held(each.message(), System.nanoTime() + visibility.toNanos()));
        reappear();
        notifyAll();
    }

    synchronized void delete(String id) {
        if (held.remove(id) != null) {
            lastDeleted = System.nanoTime();
        }
    }

    synchronized int waiting() {
        reappear();
        return visible.size();
    }

    synchronized int held() {
        return held.size();
    }

    /// Forgets when, and how often, it was asked.
    synchronized void forgetTimes() {
        firstAsked = 0;
        lastDeleted = 0;
        receives = 0;
    }

    /// As [System#nanoTime] counts; 0 when nobody has asked yet.
    synchronized long firstAsked() {
        return firstAsked;
    }

    /// As [System#nanoTime] counts; 0 when nothing was deleted.
    synchronized long lastDeleted() {
        return lastDeleted;
    }

    synchronized int receives() {
        return receives;
    }
}
