package org.civichopper.cli.page;

import java.time.Instant;
import java.util.Optional;
import org.civichopper.cli.status.WithoutDatabase;

/// That the database does not answer.
///
/// @param lastRead when it last did
/// @param known what waits for it meanwhile
record Outage(Optional<Instant> lastRead, WithoutDatabase known) {}
