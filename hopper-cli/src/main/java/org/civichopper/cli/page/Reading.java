package org.civichopper.cli.page;

import java.time.Instant;
import java.util.Optional;

/// What is known at a moment: a snapshot, perhaps of a while ago, and why there is no newer one.
record Reading(Instant at, Optional<Snapshot> snapshot, Optional<String> problem) {

    static final Reading NONE = new Reading(Instant.MIN, Optional.empty(), Optional.empty());
}
