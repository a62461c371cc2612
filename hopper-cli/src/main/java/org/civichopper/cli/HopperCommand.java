package org.civichopper.cli;

import java.util.Set;
import org.civichopper.bulk.LoadCommand;
import org.civichopper.cli.cloud.InvokeCommand;
import org.civichopper.cli.cloud.Ticks;
import org.civichopper.cli.cloud.UpCommand;
import org.civichopper.cli.db.DbCommand;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.cli.demo.DemoCommand;
import org.civichopper.cli.doctor.DoctorCommand;
import org.civichopper.cli.explain.ExplainCommand;
import org.civichopper.cli.export.ExportCommand;
import org.civichopper.cli.failures.FailuresCommand;
import org.civichopper.cli.failures.FetchFailedCommand;
import org.civichopper.cli.failures.ReplayCommand;
import org.civichopper.cli.importing.ImportCommand;
import org.civichopper.cli.page.PageCommand;
import org.civichopper.cli.people.PeopleCommand;
import org.civichopper.cli.runs.RunsCommand;
import org.civichopper.cli.sample.SampleCommand;
import org.civichopper.cli.status.StatusCommand;
import org.civichopper.commandline.NoCommandException;
import org.civichopper.commandline.Program;
import org.civichopper.uploader.CannotUploadException;
import org.civichopper.uploader.command.RunCommand;
import org.civichopper.uploader.command.UploadCommand;
import org.civichopper.uploader.command.WatchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `hopper` command: what it can do, and what its exit codes mean.
@Command(
        name = "hopper",
        description = "Scraped bills, votes and events into the Open States tables within minutes.",
        subcommands = {
            DemoCommand.class,
            InvokeCommand.class,
            RunCommand.class,
            WatchCommand.class,
            UploadCommand.class,
            ImportCommand.class,
            RunsCommand.class,
            StatusCommand.class,
            PageCommand.class,
            DoctorCommand.class,
            ExportCommand.class,
            FailuresCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            FetchFailedCommand.class,
            LoadCommand.class,
            PeopleCommand.class,
            DbCommand.class,
            SampleCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "hopper 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not run",
            "2:wrong usage",
            "3:ran, but some documents or records were rejected, or something needs a person",
            "75:run and watch: some documents could not be sent; load: paused, run it again later"
        })
public final class HopperCommand implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        // Half a request must not hold a connection for ever; read once, before the first server.
        System.setProperty("sun.net.httpserver.maxReqTime", "10"); // seconds
        System.exit(commandLine().execute(args));
    }

    /// The command with everything below it, as `main` runs it; tests call `execute` on it.
    public static CommandLine commandLine() {
        return Program.of(
                new CommandLine(new HopperCommand())
                        .addSubcommand(new UpCommand(PreparedDatabase::prepare, Ticks::of)),
                Set.of(CannotUploadException.class));
    }

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "");
    }
}
