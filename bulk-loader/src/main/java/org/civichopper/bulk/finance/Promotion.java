package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.run.LoadStopped;

/// Checks what was built of one state, and brings it into sight: both tables in one transaction, in
/// which the aliases of the search server follow by one call. Either both move or neither does;
/// only where the very commit fails the aliases are put back afterwards.
final class Promotion {

    private final Settings settings;
    private final Target target;
    private final Partitions partitions;
    private final Map<String, Change> changes = new TreeMap<>(); // by table

    /// What one kind of the state was and becomes.
    record Change(long before, long after) {}

    Promotion(Settings settings) {
        this.settings = settings;
        target = new Target(settings.schema());
        partitions = new Partitions(target, settings.state().code());
    }

    /// What [#check] has counted, by table.
    Map<String, Change> changes() {
        return changes;
    }

    /// @throws LoadStopped.Failed where others hung something on what would be exchanged
    void requireNoDependents(Connection connection) throws SQLException {
        var dependents = partitions.dependents(connection);
        if (!dependents.isEmpty() && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on the partitions of %s, which are exchanged, found: %s; hang it on the table of all states, or --force leaves it on the old partition"
                            .formatted(
                                    settings.schema(),
                                    settings.state().code(),
                                    String.join("; ", dependents)));
        }
    }

    /// @throws LoadStopped.Failed where a check fails; nothing is promoted then
    void check(
            Connection connection,
            LoadRun run,
            Tally tally,
            LoadCounts read,
            Optional<SearchCopy> search)
            throws SQLException, InterruptedException {
        settings.limits()
                .requireFewRejects(
                        read.read(),
                        read.rejected(),
                        "hopper load runs show " + run.id() + " --rejects");
        for (var kind : Kind.values()) {
            requireEnough(kind, tally);
            if (settings.to().isPostgres()) {
                checkTable(connection, staging(run.id()), kind, tally);
            }
        }
        for (var counted :
                search.isPresent() ? search.get().check() : List.<SearchCopy.Counted>of()) {
            settings.limits()
                    .requireNoShrink("alias " + counted.alias(), counted.before(), counted.after());
        }
    }

    // A file without gifts or reports is not what a state publishes.
    private void requireEnough(Kind kind, Tally tally) {
        var wanted = settings.limits().minRows().orElse(1);
        var least = kind == Kind.CONTRIBUTIONS ? wanted : Math.min(wanted, 1);
        var kept = tally.of(kind).kept();
        if (kept < least && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "%s: expected at least %d %s, found %d of %d read: nothing was promoted; look at the files, or --min-rows %d or --force takes it"
                            .formatted(
                                    settings.state().code(),
                                    least,
                                    kind.table(),
                                    kept,
                                    tally.of(kind).read(),
                                    kept));
        }
    }

    private void checkTable(Connection connection, Staging staging, Kind kind, Tally tally)
            throws SQLException {
        var staged = staging.rows(connection, kind);
        if (staged != tally.of(kind).kept()) {
            throw new LoadStopped.Failed(
                    "table %s: expected the %d rows that were kept, found %d: nothing was promoted; run it again with --fresh"
                            .formatted(staging.table(kind), tally.of(kind).kept(), staged));
        }
        var standing = partitions.rows(connection, kind);
        settings.limits()
                .requireNoShrink(
                        "%s of %s in schema %s"
                                .formatted(
                                        kind.table(), settings.state().code(), settings.schema()),
                        standing,
                        staged);
        changes.put(kind.table(), new Change(standing, staged));
    }

    private Staging staging(long run) {
        return new Staging(run, target, settings.state().code());
    }

    /// Returns the counts of the whole run.
    LoadCounts promote(
            Connection connection,
            LoadRun run,
            Tally tally,
            LoadCounts read,
            String fingerprint,
            Optional<SearchCopy> search)
            throws SQLException, InterruptedException {
        target.lock(connection);
        var inserted = tally.of(Kind.CONTRIBUTIONS).kept() + tally.of(Kind.REPORTS).kept();
        var deleted = 0L;
        var isPostgres = settings.to().isPostgres();
        var standing = new Standing(connection, settings.schema(), settings.state().code());
        var isFirst = !partitions.stands(connection, Kind.CONTRIBUTIONS);
        if (!isPostgres || !isFirst) {
            new LoadPredecessors(connection)
                    .keep(
                            CampaignFinance.DATASET,
                            CampaignFinance.predecessor(settings.schema(), settings.state()),
                            settings.schema(),
                            isPostgres ? partitions.kept() : List.of(),
                            standing.ofState(),
                            run.id());
        }
        if (isPostgres) {
            requireNoDependents(connection);
            for (var kind : Kind.values()) {
                deleted += partitions.rows(connection, kind);
            }
            standing.promoted(new Standing.Load(run.id(), fingerprint, settings.options()));
            Partitions.lock(connection, target, settings.retryFor());
            partitions.exchange(connection, staging(run.id()));
        }
        if (search.isPresent()) {
            search.get().promote();
        }
        return new LoadCounts(
                read.read(),
                inserted,
                0,
                0,
                deleted,
                read.rejected(),
                0,
                read.bytes(),
                read.requests());
    }
}
