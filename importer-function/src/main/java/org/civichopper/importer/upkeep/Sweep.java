package org.civichopper.importer.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.arrival.ScraperFolders.Owner;
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
    private final ScraperFolders folders;
    private final Duration age;

    /// @param age how old an object has to be to count as left behind
    public Sweep(Bucket bucket, WorkQueue queue, ScraperFolders folders, Duration age) {
        this.bucket = bucket;
        this.queue = queue;
        this.folders = folders;
        this.age = age;
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
        var leftBehind = bucket.leftBehind(Instant.now().minus(age), MOST);
        if (leftBehind.isEmpty()) {
            return;
        }
        var messages = new ArrayList<QueueMessage>();
        var strange = new LinkedHashSet<String>();
        for (var key : leftBehind) {
            folders.owner(key.folder())
                    .ifPresentOrElse(
                            owner -> messages.add(message(key, owner)),
                            () -> strange.add(key.folder() + "/"));
        }
        var refused = queue.send(messages);
        if (refused.size() < messages.size()) {
            LOG.warn("{} objects had no message and got one", messages.size() - refused.size());
        }
        if (!refused.isEmpty()) {
            LOG.error(
                    "{} objects have no message and got none; the next sweep tries again: {}",
                    refused.size(),
                    refused.getFirst().why());
        }
        if (!strange.isEmpty()) {
            LOG.error(
                    "left behind in {}: expected folders named by the abbreviation of a jurisdiction, or"
                            + " in HOPPER_FOLDERS; name them there, send a message for each object,"
                            + " or remove it",
                    strange);
        }
    }

    private QueueMessage message(ObjectKey key, Owner owner) {
        return new QueueMessage(
                key.value(),
                bucket.name(),
                owner.jurisdictionId(),
                owner.name(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
