package org.civichopper.cli.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.ledger.Scrapes.Key;
import org.civichopper.database.ledger.UnconfirmedScrapes;
import org.civichopper.importer.scrape.Closed;
import org.civichopper.importer.scrape.UnconfirmedRetirement;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper runs retire`: a person's word about a scrape that would retire more than it may.
@Command(
        name = "retire",
        description = {
            "Shows the votes and events that a closed scrape did not bring, where they are more than it"
                    + " may retire by itself; retires them with --yes, and lets them stay with --keep.",
            "What was brought again since the scrape stays in any case. A later complete scrape of the"
                    + " jurisdiction takes the question back."
        },
        footer = {
            "",
            "Example:",
            "  hopper runs retire 0198c2f1-7d43            shows what would go",
            "  hopper runs retire 0198c2f1-7d43 --yes      retires it"
        },
        mixinStandardHelpOptions = true)
final class RetireCommand implements Runnable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 10;

    /// What a person says; neither is only a look.
    static final class Word {
        @Option(names = "--yes", description = "Retires them.")
        private boolean yes;

        @Option(names = "--keep", description = "Lets them stay, and asks no more.")
        private boolean keep;
    }

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(paramLabel = "ID", description = "Of the run, as hopper runs and status name it.")
    private String id;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Where one scrape was of several: only there, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government")
    private Optional<String> jurisdiction = Optional.empty();

    @ArgGroup private Word word = new Word();

    @Option(names = "--json", description = "Prints one JSON array for machines.")
    private boolean json;

    @Override
    public void run() {
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            var answers = JSON.createArrayNode();
            for (var run : waiting(connections)) {
                answers.add(answered(connections, run));
            }
            if (json) {
                spec.commandLine().getOut().println(answers);
            }
        } catch (SQLException e) {
            throw new CannotRunException(
                    database.url(DatabaseUrl::parse)
                            + ": expected to read and write hopper.run, found: "
                            + e.getMessage(),
                    e);
        }
    }

    private List<UnconfirmedScrapes.Unconfirmed> waiting(Database connections) throws SQLException {
        var waiting =
                new ArrayList<>(
                        connections.inTransaction(
                                connection -> new UnconfirmedScrapes(connection).find(id)));
        waiting.removeIf(run ->
                jurisdiction
                        .filter(one -> !one.equals(run.run().key().jurisdictionId()))
                        .isPresent());
        if (waiting.isEmpty()) {
            throw new CannotRunException(
                    "run %s: expected one that waits for a person, found none: hopper runs lists the last runs"
                            .formatted(Harmless.line(id)));
        }
        return waiting;
    }

    private ObjectNode answered(Database connections, UnconfirmedScrapes.Unconfirmed run)
            throws SQLException {
        var key = run.run().key();
        if (word.yes) {
            var closed =
                    connections.inTransaction(
                            connection -> UnconfirmedRetirement.retire(connection, key));
            return retired(key, closed);
        }
        if (word.keep) {
            connections.inTransaction(connection -> UnconfirmedRetirement.keep(connection, key));
            say("%s: what run %s did not bring stays.".formatted(key.jurisdictionId(), id));
            return answer(key, "kept");
        }
        return connections.inTransaction(connection -> {
            var answer = answer(key, "nothing");
            for (var each : UnconfirmedRetirement.proposed(connection, run)) {
                show(key, each, RetiringRows.read(connection, each, SHOWN));
                var kind = answer.withObject("/would_retire").putObject(each.kind().word());
                kind.put("of", each.standing());
                each.ids().forEach(kind.putArray("ids")::add);
            }
            say("Nothing was done: --yes retires them, --keep lets them stay.");
            return answer;
        });
    }

    private ObjectNode retired(Key key, Optional<Closed> closed) {
        var answer = answer(key, "retired");
        closed.ifPresent(done -> {
            done.retired()
                    .forEach((kind, rows) -> {
                        say(
                                "%s: retired %d %s."
                                        .formatted(key.jurisdictionId(), rows, kind.word()));
                        answer.withObject("/retired").put(kind.word(), rows);
                    });
            done.withheld()
                    .forEach(kind -> {
                        say(
                                "%s: nothing went of %s, because some of it was rejected or has to wait."
                                        .formatted(key.jurisdictionId(), kind.word()));
                        answer.withArray("/withheld").add(kind.word());
                    });
        });
        return answer;
    }

    private void show(Key key, UnconfirmedRetirement.Proposed proposed, List<String> rows) {
        say(
                "%s: run %s would retire %d of %d %s:"
                        .formatted(
                                key.jurisdictionId(),
                                id,
                                proposed.ids().size(),
                                proposed.standing(),
                                proposed.kind().word()));
        rows.forEach(row -> say("  " + row));
        if (proposed.ids().size() > rows.size()) {
            say("  and %d more; --json has all".formatted(proposed.ids().size() - rows.size()));
        }
    }

    private static ObjectNode answer(Key key, String done) {
        return JSON.createObjectNode()
                .put("run", key.id())
                .put("jurisdiction", key.jurisdictionId())
                .put("done", done);
    }

    private void say(String line) {
        if (!json) {
            spec.commandLine().getOut().println(Harmless.line(line));
        }
    }
}
