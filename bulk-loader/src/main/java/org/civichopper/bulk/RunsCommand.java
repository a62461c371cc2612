package org.civichopper.bulk;

import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper load runs`: what ran, what came of it, what can be continued.
@Command(
        name = "runs",
        description = "Lists the last loads: what came of each, and which can go on.",
        subcommands = ShowCommand.class,
        footer = {"", "Examples:", "  hopper load runs", "  hopper load runs show 17 --rejects"},
        mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {

    private static final int ONE_SCREEN = 20;

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Override
    public void run() {
        var runs =
                options.ask(
                        Surroundings.here(),
                        connection -> new LoadRuns(connection).recent(ONE_SCREEN));
        var report = new RunsReport(runs);
        if (options.json()) {
            spec.commandLine().getOut().println(report.json());
        } else {
            report.print(spec.commandLine().getOut());
        }
    }
}
