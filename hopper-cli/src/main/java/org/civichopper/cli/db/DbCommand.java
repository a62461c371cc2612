package org.civichopper.cli.db;

import org.civichopper.commandline.NoCommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper db`: what is done to a database as a whole.
@Command(
        name = "db",
        description = "Prepares a database, and says what takes its room.",
        subcommands = {InitCommand.class, SizesCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class DbCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "with the database");
    }
}
