package org.civichopper.cli.failures;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A document, or a message, that did not come into the database.
///
/// @param kind the scrapers' word
/// @param file what an operator knows it by: an object's key, a path, or `message <id>`
/// @param storedKey where its object was put away
/// @param message the body of a message that is itself what failed
/// @param reason what it has in common with others: the place without positions, and what was
///   expected there
/// @param place inside the document, for example `actions[3].date`
/// @param batch the number of the batch that rejected it
/// @param times how often it failed
/// @param deadLettered whether its message is among the dead letters
public record Failure(
        FailureId id,
        Optional<String> jurisdictionId,
        Optional<String> kind,
        String file,
        Optional<String> storedKey,
        Optional<String> message,
        String reason,
        String place,
        String expected,
        String found,
        Optional<String> runId,
        OptionalLong batch,
        int times,
        Instant at,
        boolean deadLettered) {

    Failure withDeadLetter() {
        return new Failure(
                id,
                jurisdictionId,
                kind,
                file,
                storedKey,
                message,
                reason,
                place,
                expected,
                found,
                runId,
                batch,
                times,
                at,
                true);
    }
}
