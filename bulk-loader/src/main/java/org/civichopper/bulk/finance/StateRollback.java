package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.row.Search.Promoted;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadPredecessors.Predecessor;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;

/// Puts back what the last promote of states replaced: tables in one transaction, aliases in one
/// call inside of it. A commit that fails, or another search server that refuses, lets the aliases
/// follow the tables again; a process that dies before its commit is followed by the same command.
///
/// @param codes of the states; empty for all of which something is kept
/// @param surroundings that say where the search server is
public record StateRollback(String schema, List<String> codes, Surroundings surroundings) {

    private static final Duration PATIENCE = Duration.ofMinutes(5); // for readers to end

    /// @param run that was taken back
    public record Done(String state, long run, List<String> tables) {}

    /// Where aliases go back, those of each search server together.
    private record Searched(Settings settings, List<Promoted> promoted) {}

    /// In one transaction, which ends with it.
    public List<Done> on(Connection connection) throws SQLException, InterruptedException {
        var target = new Target(schema);
        target.lock(connection);
        var done = new ArrayList<Done>();
        var searched = new LinkedHashMap<String, Searched>(); // by where
        for (var state : states()) {
            var kept =
                    new LoadPredecessors(connection)
                            .find(
                                    CampaignFinance.DATASET,
                                    CampaignFinance.predecessor(schema, state));
            if (kept.isPresent()) {
                done.add(putBack(connection, state, kept.get()));
                var run = new LoadRuns(connection).find(kept.get().run());
                run.ifPresent(each -> note(searched, state, kept.get(), each));
            } else if (!codes.isEmpty()) {
                throw nothingKept(state.code());
            }
        }
        if (done.isEmpty()) {
            throw nothingKept("any state");
        }
        var moved = new ArrayList<Searched>();
        try {
            for (var together : searched.values()) {
                ask(together, Search::putBack);
                moved.add(together);
            }
            connection.commit();
        } catch (SQLException | LoadStopped | CannotRunException e) { // the tables stay
            for (var together : moved) {
                showAgain(together, e);
            }
            throw e;
        }
        return done;
    }

    private static void note(
            Map<String, Searched> searched, State state, Predecessor kept, LoadRun run) {
        var settings = Settings.of(run.arguments(), state);
        if (settings.to().isSearch()) {
            searched.computeIfAbsent(
                            settings.env() + " " + settings.place(),
                            _ -> new Searched(settings, new ArrayList<>()))
                    .promoted()
                    .add(
                            new Promoted(
                                    state.code(),
                                    run.startedAt(),
                                    !kept.swap().tables().isEmpty()));
        }
    }

    private interface Question {
        void of(Search search, List<Promoted> promoted) throws InterruptedException;
    }

    // In one call.
    private void ask(Searched together, Question question) throws InterruptedException {
        try (var search = together.settings().search(surroundings, _ -> {}).orElseThrow()) {
            question.of(search, together.promoted());
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private void showAgain(Searched together, Exception failure) throws InterruptedException {
        try {
            ask(together, Search::showAgain);
        } catch (LoadStopped e) {
            throw new LoadStopped.Failed(
                    "%s; aliases show what the tables do not, until the same command has run again: %s"
                            .formatted(failure.getMessage(), e.getMessage()),
                    failure);
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
}
