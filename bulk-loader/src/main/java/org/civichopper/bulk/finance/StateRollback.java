package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.command.Surroundings;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadPredecessors.Predecessor;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.commandline.CannotRunException;

/// Puts back what the last promote of states replaced: tables in one transaction, aliases in one
/// call.
///
/// @param codes of the states; empty for all of which something is kept
/// @param surroundings that say where the search server is
public record StateRollback(String schema, List<String> codes, Surroundings surroundings) {

    private static final Duration PATIENCE = Duration.ofMinutes(5); // for readers to end

    /// @param run that was taken back
    public record Done(String state, long run, List<String> tables) {}

    /// In the transaction of the caller, which commits it.
    public List<Done> on(Connection connection) throws SQLException, InterruptedException {
        var target = new Target(schema);
        target.lock(connection);
        var done = new ArrayList<Done>();
        var searched = new LinkedHashMap<String, List<Settings>>(); // by where
        for (var state : states()) {
            var kept =
                    new LoadPredecessors(connection)
                            .find(
                                    CampaignFinance.DATASET,
                                    CampaignFinance.predecessor(schema, state));
            if (kept.isPresent()) {
                done.add(putBack(connection, state, kept.get()));
                settings(connection, state, kept.get())
                        .filter(each -> each.to().isSearch())
                        .ifPresent(each ->
                                searched.computeIfAbsent(
                                                each.env() + " " + each.place(),
                                                _ -> new ArrayList<>())
                                        .add(each));
            } else if (!codes.isEmpty()) {
                throw nothingKept(state.code());
            }
        }
        if (done.isEmpty()) {
            throw nothingKept("any state");
        }
        for (var together : searched.values()) {
            putBack(together);
        }
        return done;
    }

    // In one call.
    private void putBack(List<Settings> together) throws InterruptedException {
        try (var search = together.getFirst().search(surroundings, _ -> {}).orElseThrow()) {
            search.putBack(together.stream().map(each -> each.state().code()).toList());
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private List<State> states() {
        return codes.isEmpty()
                ? States.ALL
                : codes.stream()
                        .map(code ->
                                States.find(code)
                                        .orElseThrow(() ->
                                                new CannotRunException(
                                                        "state %s: expected one that can be loaded"
                                                                .formatted(code))))
                        .distinct()
                        .toList();
    }

    private CannotRunException nothingKept(String state) {
        return new CannotRunException(
                "campaign-finance: expected what the last load of %s replaced in schema %s, found nothing kept; a first load replaces nothing, and a rollback uses up what is kept"
                        .formatted(state, schema));
    }

    private Done putBack(Connection connection, State state, Predecessor kept)
            throws SQLException, InterruptedException {
        var tables = kept.swap().tables();
        if (!tables.isEmpty()) {
            var partitions = new Partitions(new Target(schema), state.code());
            if (!partitions.hasBefore(connection)) {
                throw nothingKept(state.code());
            }
            Partitions.lock(connection, new Target(schema), PATIENCE);
            partitions.putBack(connection);
            new Standing(connection, schema, state.code())
                    .rolledBack(kept.watermarks(), kept.run());
        }
        new LoadPredecessors(connection).forget(kept);
        return new Done(state.code(), kept.run(), tables);
    }

    private static Optional<Settings> settings(Connection connection, State state, Predecessor kept)
            throws SQLException {
        return new LoadRuns(connection)
                .find(kept.run())
                .map(run -> Settings.of(run.arguments(), state));
    }
}
