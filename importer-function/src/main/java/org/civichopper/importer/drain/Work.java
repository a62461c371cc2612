package org.civichopper.importer.drain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.queue.Received;

/// What a message, or several for one object, turned out to ask for once it was fetched and read.
sealed interface Work {

    List<Received> messages();

    /// A document.
    record Document(List<Received> messages, Arrival arrival) implements Work {}

    /// Something to set aside.
    record SetAside(List<Received> messages, Unreadable thing, Optional<Instant> firstModified)
            implements Work {

        Optional<Delivery> delivery() {
            return thing.delivery();
        }
    }

    /// Its object is gone: done before, or lost.
    record ObjectGone(List<Received> messages, Request request) implements Work {}

    /// Not now. Nobody's fault.
    record Later(List<Received> messages) implements Work {}

    /// The world did not let us.
    record Failed(List<Received> messages, String why) implements Work {}
}
