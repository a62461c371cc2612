package org.civichopper.cli.page;

import java.time.Instant;
import java.util.Optional;

/// What is known at a moment: a snapshot, while the database is away that of the last time it
/// answered with the ages of now.
record Reading(Scope scope, Instant at, Optional<Snapshot> snapshot, Optional<Outage> outage) {}
