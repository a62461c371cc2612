package org.civichopper.bulk.courtlistener;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.bulk.courtlistener.bucket.StandingTables;
import org.civichopper.bulk.courtlistener.schema.Built;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.run.LoadStopped;

/// Brings the tables of a run into sight, in one transaction with what a rollback needs.
record Promotion(Settings settings) {

    /// Tables of this run alone, until they are exchanged.
    Target next(long run) {
        return new Target(settings.schema() + "_run" + run);
    }

    Swap swap(long run, Collection<String> tables) {
        return new Swap(settings.schema(), List.copyOf(tables), next(run));
    }

    /// @throws LoadStopped.Failed where others hung something on what is exchanged
    void requireNoDependents(Connection connection, Contents contents) throws SQLException {
        var tables = new ArrayList<>(contents.tables());
        tables.addAll(gone(connection, contents));
        var swap = new Swap(settings.schema(), tables);
        var dropped =
                Stream.concat(tables.stream(), keptUntilNow(connection).stream())
                        .distinct()
                        .toList();
        var kept = new Swap(settings.schema(), dropped).hangsOnKept(connection);
        if (!kept.isEmpty()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on the tables of before, which the next exchange drops, found: %s; drop it"
                            .formatted(swap.before().schema(), String.join("; ", kept)));
        }
        var found = swap.dependents(connection, contents.allTables());
        if (!found.isEmpty() && !settings.limits().force()) {
            throw new LoadStopped.Failed(
                    "schema %s: expected nothing of others on the tables to be exchanged, found: %s; drop it and make it anew afterwards, or --force leaves it on the old tables"
                            .formatted(settings.schema(), String.join("; ", found)));
        }
    }

    /// Returns the counts of the whole run.
    LoadCounts promote(
            Connection connection, LoadRun run, LoadCounts read, Contents contents, Built built)
            throws SQLException {
        var target = new Target(settings.schema());
        target.lock(connection);
        var tables = new ArrayList<>(contents.tables());
        tables.addAll(built.copied());
        var gone = gone(connection, contents);
        tables.addAll(gone);
        requireNoDependents(connection, contents);
        var deleted = 0L;
        for (var table : tables) {
            deleted += target.has(connection, table) ? target.rows(connection, table) : 0;
        }
        var swap = swap(run.id(), tables);
        var keptUntilNow = keptUntilNow(connection);
        new LoadPredecessors(connection)
                .keep(
                        StandingTables.DATASET,
                        settings.schema(),
                        swap,
                        new LoadWatermarks(connection, StandingTables.DATASET, settings.schema())
                                .all(),
                        run.id());
        swap.exchange(connection, keptUntilNow);
        StandingTables.note(
                settings.schema(),
                LocalDate.parse(run.source().path("dump").asText()),
                run.source().path("script_etag").asText(),
                contents.tables(),
                gone,
                run.id(),
                connection);
        next(run.id()).drop(connection);
        return read.merged(read.read() - read.rejected(), 0, deleted);
    }

    // What the exchange before this one put away, which this one drops.
    private List<String> keptUntilNow(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection)
                ? new LoadPredecessors(connection)
                        .find(StandingTables.DATASET, settings.schema())
                        .map(each -> each.swap().tables())
                        .orElse(List.of())
                : List.of();
    }

    // Tables that an earlier dump had and this one has no more: they step aside with the others.
    private List<String> gone(Connection connection, Contents contents) throws SQLException {
        return settings.tables().isEmpty() && LoadSchema.isThere(connection)
                ? StandingTables.in(settings.schema(), connection).besides(contents.allTables())
                : List.of();
    }
}
