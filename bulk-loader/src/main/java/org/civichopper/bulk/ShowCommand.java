package org.civichopper.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper load runs show RUN`: one run with its slices, counts and rejects.
@Command(
        name = "show",
        description = "Shows one load with its slices and counts.",
        footer = {"", "Example:", "  hopper load runs show 17 --rejects"},
        mixinStandardHelpOptions = true)
final class ShowCommand implements Runnable {

    private static final int MOST_REJECTS = 1_000;

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Parameters(paramLabel = "RUN", description = "Its number, as hopper load runs shows it.")
    private long number;

    @Option(names = "--rejects", description = "Also the records that were rejected.")
    private boolean rejects;

    /// A run with all that belongs to it.
    record Shown(
            LoadRun run, List<LoadSlices.Standing> slices, List<LoadRejects.OfSlice> rejects) {}

    @Override
    public void run() {
        var shown = options.ask(Surroundings.here(), this::read);
        var report = new ShownRun(shown, rejects);
        if (options.json()) {
            spec.commandLine().getOut().println(report.json());
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private Shown read(Connection connection) throws SQLException {
        var run =
                new LoadRuns(connection)
                        .find(number)
                        .orElseThrow(() ->
                                new CannotRunException(
                                        "run %d: expected one of hopper load runs, found none of that number"
                                                .formatted(number)));
        return new Shown(
                run,
                new LoadSlices(connection).all(number),
                rejects ? new LoadRejects(connection).of(number, MOST_REJECTS) : List.of());
    }
}
