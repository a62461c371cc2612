package org.civichopper.importer.batch;

import java.util.Optional;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.model.document.Kind;

/// Something that came and is no document: it is set aside with its reason.
///
/// @param file what an operator knows it by: a key, a path, or `message <id>`
/// @param message the body, when the message itself is what is wrong
public record Unreadable(
        String file,
        Optional<String> jurisdictionId,
        Optional<Kind> kind,
        Outcome.Rejected outcome,
        Optional<Delivery> delivery,
        Optional<String> message,
        Optional<String> runId) {

    /// The word for its kind; `message` where it names no document.
    public String kindWord() {
        return kind.map(Kind::word).orElse("message");
    }
}
