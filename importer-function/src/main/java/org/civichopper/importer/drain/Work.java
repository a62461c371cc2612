package org.civichopper.importer.drain;

import java.util.List;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.queue.Received;
import org.civichopper.model.wire.RunMessage;

/// What a message, or several for one object, asks for, from being fetched to being settled.
sealed interface Work {

    List<Received> messages();

    /// A document that was read.
    record Document(List<Received> messages, Arrival arrival) implements Work {}

    /// Something to set aside.
    record SetAside(List<Received> messages, Unreadable thing) implements Work {}

    /// What a scrape says of itself as a whole.
    record Run(List<Received> messages, RunMessage message) implements Work {}

    /// Its object is gone: handled before, or lost.
    record Gone(List<Received> messages, Request request) implements Work {}

    /// Committed and, where there is an object, archived: the messages may go.
    record Done(List<Received> messages) implements Work {}

    /// There is no room for it beside the others: it follows right after them.
    record Later(List<Received> messages) implements Work {}

    /// The world did not let us: the messages go back for a while.
    record Failed(List<Received> messages, String why) implements Work {}
}
