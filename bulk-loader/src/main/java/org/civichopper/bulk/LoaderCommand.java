package org.civichopper.bulk;

import java.util.Set;
import org.civichopper.commandline.NoCommandException;
import org.civichopper.commandline.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper-loader.jar`: `hopper load` and nothing else, for a container.
@Command(
        name = "hopper",
        description = "Loads whole data sets into Postgres.",
        subcommands = {LoadCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        version = "hopper-loader 0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class LoaderCommand implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The command with everything below it, as `main` runs it; tests call `execute` on it.
    public static CommandLine commandLine() {
        return Program.of(new CommandLine(new LoaderCommand()), Set.of());
    }

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "");
    }
}
