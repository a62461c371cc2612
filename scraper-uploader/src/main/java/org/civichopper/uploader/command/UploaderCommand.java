package org.civichopper.uploader.command;

import java.util.Set;
import org.civichopper.commandline.NoCommandException;
import org.civichopper.commandline.Program;
import org.civichopper.uploader.CannotUploadException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper-uploader.jar`: those commands of `hopper` that a scraper's machine needs, alone.
@Command(
        name = "java -jar hopper-uploader.jar",
        description = "Sends scraped documents to a bucket and a queue.",
        subcommands = {
            RunCommand.class,
            WatchCommand.class,
            UploadCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "hopper-uploader 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not run",
            "2:wrong usage",
            "75:run and watch: some documents could not be sent"
        })
public final class UploaderCommand implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        // The SDK logs to nobody here, and SLF4J would say so on every start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(
                Program.of(
                                new CommandLine(new UploaderCommand()),
                                Set.of(CannotUploadException.class))
                        .execute(args));
    }

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "");
    }
}
