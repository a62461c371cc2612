package org.civichopper.importer.telemetry;

import java.util.Optional;
import org.civichopper.database.ledger.Waiting;

/// What is said once for each time that the function was called, batches or not.
///
/// @param databaseFailures how often there was no database to write to
/// @param parked what waits in the database, where it could be asked
public record Invocation(int databaseFailures, Optional<Waiting> parked) {}
