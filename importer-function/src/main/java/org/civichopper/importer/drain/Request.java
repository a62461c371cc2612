package org.civichopper.importer.drain;

import java.util.Optional;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.importer.queue.Received;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;

/// A message that asks for an object of our bucket.
record Request(Received received, QueueMessage message, ObjectKey key) {

    /// @throws InvalidInputException for a message that nobody can ever work on
    static Request of(Received received, String ourBucket) {
        var message = QueueMessage.parse(received.body());
        if (!message.bucket().equals(ourBucket)) {
            throw new InvalidInputException(
                    "bucket", "\"" + ourBucket + "\"", "\"" + message.bucket() + "\"");
        }
        return new Request(received, message, message.key());
    }

    Kind kind() {
        return Kind.ofFileName(key.value().substring(key.value().indexOf('/') + 1))
                .orElseThrow(); // a key that exists has one
    }

    /// The object, should it be gone.
    Receipts.Gone gone() {
        return new Receipts.Gone(key.value(), message.sha256(), message.sentAt());
    }

    Optional<String> runId() {
        return message.runId();
    }
}
