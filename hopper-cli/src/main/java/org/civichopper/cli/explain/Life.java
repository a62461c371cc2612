package org.civichopper.cli.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.model.document.Kind;

/// What is known of one document, or of what it became.
///
/// @param key what was asked for
/// @param tried as what it was looked up
/// @param receipts the oldest first
/// @param superseded it, or others by it
/// @param parked where it is itself what waits
/// @param waitedForBy files, and ids of events, that wait for it
public record Life(
        String key,
        List<String> tried,
        List<Thing> things,
        List<Receipt> receipts,
        List<Setback> setbacks,
        List<Superseded> superseded,
        List<Parked> parked,
        List<String> waitedForBy) {

    /// What stands, or stood, in the tables.
    ///
    /// @param names natural keys
    /// @param rows none where it stands no longer
    /// @param unresolved whether a name matched nothing when it was last seen
    public record Thing(
            Kind kind,
            String jurisdictionId,
            String databaseId,
            List<String> names,
            Instant version,
            Instant seenAt,
            Optional<String> runId,
            boolean unresolved,
            List<Rows> rows,
            List<String> waitsFor) {}

    /// The rows of one table.
    public record Rows(String table, List<String> ids) {}

    /// One object that was handled.
    public record Receipt(
            String objectKey,
            String outcome,
            Optional<Instant> version,
            Optional<Instant> scrapedAt,
            Optional<Instant> sentAt,
            Instant putAt,
            Instant receivedAt,
            Instant committedAt,
            Optional<String> scrapedId,
            Optional<String> databaseId,
            Optional<String> runId) {}

    /// A rejection, or the importer's own failure.
    ///
    /// @param replayedAt when it was put back
    public record Setback(
            String id,
            String file,
            String reason,
            Instant at,
            Optional<String> storedKey,
            Optional<Instant> replayedAt) {}

    /// A document that shared its key with another of the same scrape.
    ///
    /// @param winner the file that it lost to, because that is newer
    /// @param differs in which columns and collections
    public record Superseded(
            String file, String winner, String differs, String runId, Instant at) {}

    /// A document that waits in the database.
    public record Parked(String file, Instant since, List<Awaited> awaits) {}

    public boolean isUnknown() {
        return things.isEmpty()
                && receipts.isEmpty()
                && setbacks.isEmpty()
                && superseded.isEmpty()
                && parked.isEmpty()
                && waitedForBy.isEmpty();
    }
}
