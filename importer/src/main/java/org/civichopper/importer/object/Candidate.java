package org.civichopper.importer.object;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.resolve.Session;

/// A document whose key is known.
///
/// @param subject the document with what its key needed: the session, the bill
/// @param contentHash hexadecimal; equal when importing it again would change nothing
/// @param session the one that its people's memberships have to fit
public record Candidate<T>(
        Arrival arrival, T subject, Key key, String contentHash, Optional<Session> session) {

    /// Whether both documents came with one scrape; those outside a run did as far as they come
    /// together.
    boolean isOfScrape(Candidate<?> other) {
        return arrival.runId().equals(other.arrival.runId());
    }

    /// Those of a batch that came with the same scrape and have another key.
    public Stream<Candidate<T>> othersOfScrape(Collection<Candidate<T>> batch) {
        return batch.stream().filter(other -> isOfScrape(other) && !other.key.equals(key));
    }
}
