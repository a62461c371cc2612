package org.civichopper.importer.drain;

import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.arrival.ScraperFolders.Owner;
import org.civichopper.importer.bucket.Fetched;
import org.civichopper.importer.queue.Received;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;

/// A message that asks for an object of our bucket.
///
/// @param owner whose folder the object lies in, where that is known
record Request(Received received, QueueMessage message, ObjectKey key, Optional<Owner> owner) {

    /// @throws InvalidInputException for a message that nobody can ever work on
    static Request of(Received received, String ourBucket, ScraperFolders folders) {
        var message = QueueMessage.parse(received.body());
        if (!message.bucket().equals(ourBucket)) {
            throw new InvalidInputException(
                    "bucket", "\"" + ourBucket + "\"", "\"" + message.bucket() + "\"");
        }
        var key = message.key();
        return new Request(received, message, key, folders.owner(key.folder()));
    }

    Kind kind() {
        return Kind.ofFileName(key.value().substring(key.value().indexOf('/') + 1))
                .orElseThrow(); // a key that exists has one
    }

    /// The object, should it be gone.
    Receipts.Gone gone() {
        return new Receipts.Gone(key.value(), message.sha256(), message.sentAt());
    }

    /// Whether its message names other content than this, and so an object that is not there any
    /// more.
    boolean isForAnotherThan(Fetched fetched) {
        return fetched instanceof Fetched.Found found
                && message.sha256()
                        .filter(named -> !named.equalsIgnoreCase(found.contentHash()))
                        .isPresent();
    }

    /// Whether it says what the folder does, as far as the folder is known.
    boolean isOfItsFolder() {
        return jurisdictionId().equals(message.jurisdictionId());
    }

    /// Whose the object is: a folder knows better than a message.
    String jurisdictionId() {
        return owner.map(Owner::jurisdictionId).orElse(message.jurisdictionId());
    }

    /// No run has to do with what is sent as another jurisdiction's.
    Optional<String> runId() {
        return isOfItsFolder() ? message.runId() : Optional.empty();
    }

    /// Whether folder and document are of one jurisdiction, and only the message says another. Any
    /// scraper can send it: the object waits for a message of its own, or for the sweep.
    boolean isContradictedByAllElse(Document document) {
        return !isOfItsFolder() && isOurs(document);
    }

    /// @throws InvalidInputException where folder, message and document are not of one jurisdiction
    void requireOneJurisdiction(Document document) {
        if (!isOfItsFolder() || !isOurs(document)) {
            throw disagreement(document);
        }
    }

    private boolean isOurs(Document document) {
        return Set.of(jurisdictionId()).containsAll(document.head().jurisdictionIds());
    }

    InvalidInputException disagreement(Document document) {
        var said = document.head().jurisdictionIds();
        return new InvalidInputException(
                "jurisdiction_id",
                "folder %s/, message and document of one jurisdiction: put it into the folder of its own, send it as that, or give the folder to it in HOPPER_FOLDERS"
                        .formatted(key.folder()),
                "a folder of %s, a message of %s, a document of %s"
                        .formatted(
                                owner.map(Owner::jurisdictionId).orElse("nobody known"),
                                message.jurisdictionId(),
                                said.isEmpty() ? "any" : String.join(" and ", said)));
    }
}
