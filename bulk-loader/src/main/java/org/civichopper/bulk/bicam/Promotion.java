package org.civichopper.bulk.bicam;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.LoadStopped;

/// Brings the tables of a run into sight, in one transaction with what a rollback needs.
record Promotion(Settings settings) {

    /// Tables of this run alone, until they are exchanged.
    Target next(long run) {
        return new Target(settings.schema() + "_run" + run);
    }

    private Swap swap(Target next, Collection<String> tables) {
        return new Swap(
                settings.schema(),
                List.copyOf(tables),
                next,
                new Target(settings.schema() + "_previous"));
    }

    /// @throws LoadStopped.Failed where others hung something on what is exchanged
    void requireNoDependents(Connection connection, Collection<String> tables) throws SQLException {
        var swap = swap(new Target(settings.schema() + "_next"), tables);
        var dropped =
                Stream.concat(tables.stream(), keptUntilNow(connection).stream())
                        .distinct()
                        .toList();
        var kept = swap.of(dropped).hangsOnKept(connection);
        if (!kept.isEmpty()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on the tables of before, which the next exchange drops, found: %s; drop it"
                            .formatted(swap.before().schema(), String.join("; ", kept)));
        }
        var found = swap.dependents(connection);
        if (!found.isEmpty() && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on the tables to be exchanged, found: %s; drop it and make it anew afterwards, or --force leaves it on the old tables"
                            .formatted(settings.schema(), String.join("; ", found)));
        }
    }

    /// Returns the counts of the whole run.
    ///
    /// @param loaded tables of each data set
    LoadCounts promote(
            Connection connection,
            LoadRun run,
            LoadCounts read,
            Map<Manifest.Entry, ? extends Collection<String>> loaded)
            throws SQLException {
        var target = new Target(settings.schema());
        target.lock(connection);
        var standing = Standing.in(settings.schema(), connection);
        var tables = new ArrayList<>(loaded.values().stream().flatMap(Collection::stream).toList());
        var gone =
                loaded.keySet().stream()
                        .flatMap(entry -> standing.of(entry).stream())
                        .filter(table -> !tables.contains(table))
                        .toList();
        tables.addAll(gone); // what left a data set steps aside with the others
        requireNoDependents(connection, tables);
        var deleted = 0L;
        for (var table : tables) {
            deleted += target.has(connection, table) ? target.rows(connection, table) : 0;
        }
        var swap = swap(next(run.id()), tables);
        var keptUntilNow = keptUntilNow(connection);
        new LoadPredecessors(connection)
                .keep(Bicam.DATASET, settings.schema(), swap, standing.marks(), run.id());
        swap.exchange(connection, keptUntilNow);
        standing.note(loaded, gone, settings.schema(), run.id(), connection);
        next(run.id()).drop(connection);
        return read.merged(read.read() - read.rejected(), 0, deleted);
    }

    // What the exchange before this one put away, which this one drops.
    private List<String> keptUntilNow(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection)
                ? new LoadPredecessors(connection)
                        .find(Bicam.DATASET, settings.schema())
                        .map(each -> each.swap().tables())
                        .orElse(List.of())
                : List.of();
    }
}
