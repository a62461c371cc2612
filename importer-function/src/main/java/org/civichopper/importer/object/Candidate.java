package org.civichopper.importer.object;

import java.util.Optional;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.resolve.Session;

/// A document whose key is known.
///
/// @param subject the document with what its key needed: the session, the bill
/// @param contentHash hexadecimal; equal when importing it again would change nothing
/// @param session the one that its people's memberships have to fit
public record Candidate<T>(
        Arrival arrival, T subject, Key key, String contentHash, Optional<Session> session) {}
