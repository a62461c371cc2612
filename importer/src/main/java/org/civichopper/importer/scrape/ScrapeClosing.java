package org.civichopper.importer.scrape;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ServerTime;
import org.civichopper.database.ledger.RunLedger;
import org.civichopper.database.ledger.Scrapes;
import org.civichopper.database.ledger.Scrapes.Finished;
import org.civichopper.database.ledger.Sightings;
import org.civichopper.database.ledger.UnconfirmedScrapes;
import org.civichopper.database.lock.Locks;
import org.civichopper.importer.jurisdiction.LatestBillUpdate;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;

/// Retires what a complete scrape did not bring: only what was last seen before the scrape began,
/// and nothing of a kind of which anything was rejected or waits. What anybody else brought
/// meanwhile stays.
public final class ScrapeClosing {

    /// Of these kinds something can be missing; bills are never deleted.
    private static final Set<Kind> RETIRING = EnumSet.of(Kind.VOTE_EVENT, Kind.EVENT);

    private ScrapeClosing() {}

    /// Closes an import of a directory in the connection's transaction, which the caller commits.
    /// That it is complete is a person's word, so it may retire any number of rows.
    ///
    /// @param newest of the kinds that the scrape covered completely, the newest version that it
    ///   brought
    public static Closed close(
            Connection connection,
            String runId,
            String jurisdictionId,
            Map<Kind, DocumentVersion> newest)
            throws SQLException {
        new Locks(connection).takeAlone(jurisdictionId);
        var began = new RunLedger(connection).began(runId);
        var key = new Scrapes.Key(runId, jurisdictionId);
        var run = new Finished(key, began, began, began, Optional.empty(), 0);
        return retire(connection, run, newest.keySet(), newest, RetiringLimit.NONE);
    }

    /// Retires under a lock that the caller has taken.
    ///
    /// @param covered the kinds that the scrape covered completely
    /// @param newest of each kind that the scrape brought, its newest version
    static Closed retire(
            Connection connection,
            Finished run,
            Set<Kind> covered,
            Map<Kind, DocumentVersion> newest,
            RetiringLimit limit)
            throws SQLException {
        var found = missing(connection, run, covered, newest);
        var withheld = EnumSet.noneOf(Kind.class);
        withheld.addAll(retiring(covered));
        withheld.removeAll(found.keySet());
        var retired = new EnumMap<Kind, Integer>(Kind.class);
        var unconfirmed = new EnumMap<Kind, Integer>(Kind.class);
        for (var each : found.entrySet()) {
            var missing = each.getValue();
            if (limit.allows(missing)) {
                retire(connection, run.key().jurisdictionId(), missing);
                retired.put(each.getKey(), missing.ids().size());
            } else {
                unconfirmed.put(each.getKey(), missing.ids().size());
            }
        }
        new UnconfirmedScrapes(connection).supersede(run, found.keySet());
        return new Closed(Map.copyOf(retired), Set.copyOf(withheld), Map.copyOf(unconfirmed));
    }

    /// What would go, of the kinds of which the scrape brought something, and all of that home.
    static Map<Kind, Missing> missing(
            Connection connection,
            Finished run,
            Set<Kind> covered,
            Map<Kind, DocumentVersion> newest)
            throws SQLException {
        var id = run.key().id();
        var jurisdictionId = run.key().jurisdictionId();
        var incomplete = new RunLedger(connection).incomplete(id, jurisdictionId);
        var now = ServerTime.now(connection);
        var missing = new EnumMap<Kind, Missing>(Kind.class);
        for (var kind : retiring(covered)) {
            if (newest.containsKey(kind) && !incomplete.contains(kind)) {
                var complete =
                        new CompleteScrape(
                                id,
                                jurisdictionId,
                                run.beganAt(),
                                run.scrapeBeganAt(),
                                newest.get(kind),
                                now);
                missing.put(kind, Retirement.of(kind, connection, complete).find());
            }
        }
        return missing;
    }

    private static void retire(Connection connection, String jurisdictionId, Missing missing)
            throws SQLException {
        if (missing.ids().isEmpty()) {
            return;
        }
        var run = missing.of().run();
        missing.of().retire(missing.ids());
        new Sightings(connection).retire(missing.ids(), run.end());
        LatestBillUpdate.touch(connection, run.now(), List.of(jurisdictionId));
    }

    /// Of these kinds a scrape that says it is complete retires what it did not bring.
    static Set<Kind> retiring(Set<Kind> complete) {
        var kinds = EnumSet.copyOf(RETIRING);
        kinds.retainAll(complete);
        return kinds;
    }
}
