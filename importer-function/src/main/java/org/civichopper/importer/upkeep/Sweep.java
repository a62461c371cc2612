package org.civichopper.importer.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Finds objects that nobody told the queue about, because a scraper died in between, and tells it.
/// One that has a message all the same gets a second, which harms nothing.
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    // With a backlog, old objects wait for messages that they have.
    private static final int BACKLOG = 300;
    private static final int MOST = 10_000;

    private final Bucket bucket;
    private final WorkQueue queue;
    private final Duration age;
    private final Map<String, Jurisdiction> byFolder;

    /// @param age how old an object has to be to count as left behind
    public Sweep(Bucket bucket, WorkQueue queue, Duration age) {
        this.bucket = bucket;
        this.queue = queue;
        this.age = age;
        this.byFolder =
                Jurisdictions.read().stream()
                        .collect(
                                Collectors.toMap(
                                        j -> j.abbreviation().toLowerCase(Locale.ROOT), j -> j));
    }

    void run() {
        try {
            if (queue.depth() < BACKLOG) {
                send();
            }
        } catch (SdkException e) {
            LOG.error("no sweep for objects without a message: {}", e.getMessage());
        }
    }

    private void send() {
        var messages = new ArrayList<QueueMessage>();
        var strange = new LinkedHashSet<String>();
        for (var key : bucket.leftBehind(Instant.now().minus(age), MOST)) {
            message(key).ifPresentOrElse(messages::add, () -> strange.add(key.folder() + "/"));
        }
        queue.send(messages);
        if (!messages.isEmpty()) {
            LOG.warn("{} objects had no message and got one", messages.size());
        }
        if (!strange.isEmpty()) {
            LOG.error(
                    "left behind in {}: expected folders named by the abbreviation of a jurisdiction;"
                            + " send a message for each object, or remove it",
                    strange);
        }
    }

    private Optional<QueueMessage> message(ObjectKey key) {
        return Optional.ofNullable(byFolder.get(key.folder()))
                .map(jurisdiction ->
                        new QueueMessage(
                                key.value(),
                                bucket.name(),
                                jurisdiction.id(),
                                jurisdiction.name(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }
}
