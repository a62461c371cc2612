package org.civichopper.uploader;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.document.Kind;

/// A scrape that is told of as a whole.
///
/// @param id in every message of it
/// @param only the one jurisdiction that it is of, by its id or the name of its folder; where it is
///   empty, whatever appears is of it
/// @param complete the kinds of which it brings all there is of one jurisdiction, should it end
///   well
public record ScrapePlan(String id, Instant beganAt, Optional<String> only, Set<Kind> complete) {

    boolean isComplete(String kind) {
        return complete.stream().anyMatch(each -> each.word().equals(kind));
    }
}
