package org.civichopper.bulk;

import org.civichopper.bulk.bicam.BicamCommand;
import org.civichopper.bulk.city311.City311Command;
import org.civichopper.bulk.courtlistener.CourtListenerCommand;
import org.civichopper.bulk.finance.CampaignFinanceCommand;
import org.civichopper.bulk.openstates.OpenStatesCommand;
import org.civichopper.bulk.openstates.zip.OpenStatesZipCommand;
import org.civichopper.commandline.NoCommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper load`: whole data sets into the database.
@Command(
        name = "load",
        description =
                "Loads whole data sets into Postgres: counted, resumable, and brought into sight"
                        + " all at once.",
        subcommands = {
            City311Command.class,
            CourtListenerCommand.class,
            CampaignFinanceCommand.class,
            OpenStatesCommand.class,
            OpenStatesZipCommand.class,
            BicamCommand.class,
            RunsCommand.class,
            ResumeCommand.class,
            RollbackCommand.class
        },
        footer = {"", "Example:", "  hopper load 311 --mode full --years 2020"},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new NoCommandException(spec.commandLine(), "with data sets");
    }
}
