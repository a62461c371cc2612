package org.civichopper.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ServerTime;
import org.civichopper.database.ledger.RunLedger;
import org.civichopper.database.ledger.Sightings;
import org.civichopper.importer.batch.Locks;
import org.civichopper.importer.jurisdiction.LatestBillUpdate;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;

/// Retires what a complete run did not bring: only what was last seen before the run began, and
/// nothing of a kind of which anything was rejected or waits. What anybody else brought meanwhile
/// stays.
public final class RunClosing {

    /// Of these kinds something can be missing; bills are never deleted.
    private static final Set<Kind> RETIRING = EnumSet.of(Kind.VOTE_EVENT, Kind.EVENT);

    private RunClosing() {}

    /// Closes an import of a directory in the connection's transaction, which the caller commits.
    ///
    /// @param covered the kinds that the run covered completely, each with the version up to which
    ///   it did: the newest that it brought
    public static Closed close(
            Connection connection,
            String runId,
            String jurisdictionId,
            Map<Kind, DocumentVersion> covered)
            throws SQLException {
        new Locks(connection).takeAlone(jurisdictionId);
        var beganAt = new RunLedger(connection).began(runId);
        return retire(connection, runId, jurisdictionId, beganAt, beganAt, covered);
    }

    /// Retires under a lock that the caller has taken.
    ///
    /// @param beganAt by the database's clock
    /// @param scrapeBeganAt by the clock that tells how new a document is
    static Closed retire(
            Connection connection,
            String runId,
            String jurisdictionId,
            OffsetDateTime beganAt,
            OffsetDateTime scrapeBeganAt,
            Map<Kind, DocumentVersion> covered)
            throws SQLException {
        var incomplete = new RunLedger(connection).incomplete(runId, jurisdictionId);
        var now = ServerTime.now(connection);
        var withheld = EnumSet.noneOf(Kind.class);
        var retired = new EnumMap<Kind, Integer>(Kind.class);
        for (var kind : RETIRING) {
            if (covered.containsKey(kind) && incomplete.contains(kind)) {
                withheld.add(kind);
            } else if (covered.containsKey(kind)) {
                var newest = covered.get(kind);
                var run =
                        new CompleteRun(runId, jurisdictionId, beganAt, scrapeBeganAt, newest, now);
                var ids = retire(connection, kind, run);
                new Sightings(connection).retire(ids, run.end());
                retired.put(kind, ids.size());
            }
        }
        if (retired.values().stream().anyMatch(count -> count > 0)) {
            LatestBillUpdate.touch(connection, now, List.of(jurisdictionId));
        }
        return new Closed(Map.copyOf(retired), Set.copyOf(withheld));
    }

    /// Of these kinds a run that says it is complete retires what it did not bring.
    static Set<Kind> retiring(Set<Kind> complete) {
        var kinds = EnumSet.copyOf(RETIRING);
        kinds.retainAll(complete);
        return kinds;
    }

    private static List<String> retire(Connection connection, Kind kind, CompleteRun run)
            throws SQLException {
        return switch (kind) {
            case VOTE_EVENT -> new StaleVotes(connection, run).delete();
            case EVENT -> MissingEvents.markDeleted(connection, run);
            case JURISDICTION, ORGANIZATION, BILL -> List.of();
        };
    }
}
