package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper load openstates`: the API of Open States into eleven tables.
@Command(
        name = "openstates",
        description = {
            "Loads jurisdictions, people, committees and bills from the API of Open States into"
                    + " Postgres, and keeps them current within what the key may ask.",
            "OPENSTATES_API_KEY holds the key."
        },
        subcommands = {
            OpenStatesInitCommand.class,
            OpenStatesLoadCommand.OfJurisdictions.class,
            OpenStatesLoadCommand.OfPeople.class,
            OpenStatesLoadCommand.OfCommittees.class,
            OpenStatesLoadCommand.OfBills.class,
            OpenStatesLoadCommand.OfAll.class,
            OpenStatesExportCommand.class,
            OpenStatesStatsCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  hopper load openstates all --latest-session",
            "  hopper load openstates bills --jurisdiction nc --session 2023",
            "  hopper load openstates bills                       what changed since the last time"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class OpenStatesCommand implements Runnable {

    /// Where the key may stand.
    public static final List<String> KEYS = List.of("OPENSTATES_API_KEY");

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to load: jurisdictions, people, committees, bills or all.");
    }

    /// A run of the ledger, to go on with; the key comes from the surroundings again.
    public static DataSetLoad resumed(
            JsonNode arguments,
            Surroundings surroundings,
            Sessions sessions,
            Addressees addressees,
            Notes notes) {
        return OpenStatesLoadCommand.load(
                Settings.of(arguments),
                OpenStatesLoadCommand.key(surroundings),
                sessions,
                false,
                addressees,
                notes);
    }

    /// How many slices a run of the ledger reads at once.
    public static int workers(JsonNode arguments) {
        return Settings.of(arguments).workers();
    }
}
