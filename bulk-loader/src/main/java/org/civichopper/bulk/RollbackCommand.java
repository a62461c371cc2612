package org.civichopper.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.finance.StateRollback;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadPredecessors;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper load rollback DATASET`: puts back what the last exchange replaced.
@Command(
        name = "rollback",
        description =
                "Puts back, in one transaction, the tables and watermarks that the last exchange"
                        + " replaced. One predecessor is kept.",
        footer = {"", "Example:", "  hopper load rollback 311"},
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Parameters(
            paramLabel = "DATASET",
            description = "As 311, courtlistener, campaign-finance or bicam.")
    private String dataset;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that was loaded. Default: the data set's own.")
    private String schema;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "CODE",
            description =
                    "Of campaign-finance: which states, as tx,mi. Default: all of which something"
                            + " is kept.")
    private List<String> states = List.of();

    @Override
    public void run() {
        if (dataset.equals("campaign-finance")) {
            runByState();
            return;
        }
        if (!states.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--state: expected with campaign-finance, found " + dataset);
        }
        var target = new Target(schema == null ? DataSets.usualSchema(dataset) : schema);
        var replaced = options.ask(Surroundings.here(), connection -> putBack(connection, target));
        options.ask(
                Surroundings.here(),
                connection -> {
                    replaced.swap().settle(connection);
                    return replaced;
                });
        if (options.json()) {
            var json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("dataset", dataset)
                            .put("schema", target.schema())
                            .put("rolled_back", replaced.run());
            var tables = json.putArray("tables");
            replaced.swap().tables().forEach(tables::add);
            spec.commandLine().getOut().println(json);
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: what run %d replaced in %s stands again: %s, and its watermarks%n",
                            dataset,
                            replaced.run(),
                            target.schema(),
                            String.join(", ", replaced.swap().tables()));
        }
    }

    private void runByState() {
        var usual = DataSets.usualSchema(dataset);
        var surroundings = Surroundings.here();
        var rollback = new StateRollback(schema == null ? usual : schema, states, surroundings);
        var done =
                options.ask(
                        surroundings,
                        connection -> {
                            try {
                                return rollback.on(connection);
                            } catch (InterruptedException | LoadStopped e) {
                                throw new CannotRunException(e.getMessage(), e);
                            }
                        });
        if (options.json()) {
            var json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("dataset", dataset)
                            .put("schema", rollback.schema())
                            .put("rolled_back", done.getLast().run());
            var byState = json.putObject("states");
            done.forEach(each -> byState.put(each.state(), each.run()));
            var tables = json.putArray("tables");
            done.forEach(each -> each.tables().forEach(tables::add));
            spec.commandLine().getOut().println(json);
        } else {
            done.forEach(each ->
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%s %s: what run %d replaced in %s stands again%n",
                                    dataset, each.state(), each.run(), rollback.schema()));
        }
    }

    private LoadPredecessors.Predecessor putBack(Connection connection, Target target)
            throws SQLException {
        target.lock(connection);
        var predecessors = new LoadPredecessors(connection);
        var kept =
                predecessors
                        .find(dataset, target.schema())
                        .filter(each -> {
                            try {
                                return each.swap().hasPredecessor(connection);
                            } catch (SQLException e) {
                                throw new CannotRunException(e.getMessage(), e);
                            }
                        })
                        .orElseThrow(() ->
                                new CannotRunException(
                                        "%s: expected what an exchange replaced in schema %s, found nothing kept; only an exchange keeps something (of 311: --reset), and a rollback uses it up"
                                                .formatted(dataset, target.schema())));
        kept.swap().putBack(connection);
        new LoadWatermarks(connection, dataset, target.schema())
                .putBack(kept.watermarks(), kept.run());
        new LoadRuns(connection).rolledBack(kept.run());
        predecessors.forget(kept);
        return kept;
    }
}
