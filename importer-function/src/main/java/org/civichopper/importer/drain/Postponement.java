package org.civichopper.importer.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.wire.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives messages back for a while, a longer one each time around.
final class Postponement {

    private static final Logger LOG = LoggerFactory.getLogger(Postponement.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final WorkQueue queue;

    Postponement(WorkQueue queue) {
        this.queue = queue;
    }

    /// Gives back what was not tried.
    void release(List<Received> messages) {
        queue.release(messages, FIRST_DELAY);
    }

    /// Gives back what failed, with one line for each cause, not for each message.
    void postpone(List<Work> settled) {
        var causes = new TreeMap<String, List<Received>>();
        for (var work : settled) {
            if (work instanceof Work.Failed(var messages, var why)) {
                causes.computeIfAbsent(why, _ -> new ArrayList<>()).addAll(messages);
            }
        }
        causes.forEach((why, messages) -> {
            var one = name(messages.getFirst());
            LOG.error("{} messages postponed, for one {}: {}", messages.size(), one, why);
            queue.release(messages, delay(receiveCount(messages)));
        });
    }

    private static String name(Received message) {
        try {
            return QueueMessage.parse(message.body()).key().value();
        } catch (InvalidInputException e) {
            return "message " + message.messageId();
        }
    }

    private static Duration delay(int attempt) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    /// How often the one was received that was received most.
    static int receiveCount(List<Received> messages) {
        return messages.stream().mapToInt(Received::receiveCount).max().orElse(1);
    }
}
