package org.civichopper.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.civichopper.bulk.bicam.BicamCommand;
import org.civichopper.bulk.city311.City311Command;
import org.civichopper.bulk.courtlistener.CourtListenerCommand;
import org.civichopper.bulk.finance.CampaignFinanceCommand;
import org.civichopper.bulk.openstates.OpenStatesCommand;
import org.civichopper.bulk.openstates.zip.OpenStatesZipCommand;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;

/// All data sets, by the name that the ledger keeps: one that is added has its command in
/// [LoadCommand] and its line here.
public final class DataSets {

    private DataSets() {}

    /// A run of the ledger, to go on with.
    static DataSetLoad resumed(
            String dataset,
            JsonNode arguments,
            Surroundings surroundings,
            Sessions sessions,
            Addressees addressees,
            Notes notes) {
        return switch (dataset) {
            case "311" -> City311Command.resumed(arguments, surroundings, addressees, notes);
            case "courtlistener" -> CourtListenerCommand.resumed(arguments, addressees, notes);
            case "campaign-finance" ->
                    CampaignFinanceCommand.resumed(
                            arguments, surroundings, sessions, addressees, notes);
            case "openstates" ->
                    OpenStatesCommand.resumed(arguments, surroundings, sessions, addressees, notes);
            case "openstates-zip" -> OpenStatesZipCommand.resumed(arguments, addressees, notes);
            case "bicam" -> BicamCommand.resumed(arguments, surroundings, addressees, notes);
            default -> throw unknown(dataset);
        };
    }

    static int workers(String dataset, JsonNode arguments) {
        return switch (dataset) {
            case "311" -> City311Command.workers(arguments);
            case "courtlistener" -> CourtListenerCommand.workers(arguments);
            case "campaign-finance" -> 1; // a state is read as one
            case "openstates" -> OpenStatesCommand.workers(arguments);
            case "openstates-zip" -> 1; // a session is read as one
            case "bicam" -> BicamCommand.workers(arguments);
            default -> throw unknown(dataset);
        };
    }

    /// The schema that a data set goes to where nothing else is said.
    static String usualSchema(String dataset) {
        return switch (dataset) {
            case "311" -> "city_311";
            case "courtlistener" -> "courtlistener";
            case "campaign-finance" -> "campaign_finance";
            case "openstates", "openstates-zip" -> "openstates";
            case "bicam" -> "bicam";
            default -> throw unknown(dataset);
        };
    }

    /// The variables that may hold the key to a data set's source, the usual one first; none where
    /// it takes no key.
    public static List<String> keys(String dataset) {
        return switch (dataset) {
            case "311" -> City311Command.KEYS;
            case "openstates" -> OpenStatesCommand.KEYS;
            default -> List.of();
        };
    }

    private static CannotRunException unknown(String dataset) {
        return new CannotRunException(
                "data set: expected 311, courtlistener, campaign-finance, openstates, openstates-zip or bicam, found \"%s\""
                        .formatted(dataset));
    }
}
