package org.civichopper.cli.people;

import org.civichopper.commandline.NoCommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper people`: what is done with files about people.
@Command(
        name = "people",
        description = "Keeps people, committees and towns.",
        subcommands = LoadCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class PeopleCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "with people");
    }
}
