package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper load 311`: the service requests of a city, all of them or what was edited.
@Command(
        name = "311",
        description =
                "Loads a city's service requests (Los Angeles) from Socrata into Postgres, and"
                        + " keeps them up to date.",
        footer = {
            "",
            "Examples:",
            "  hopper load 311 --mode full --years 2019,2020",
            "  hopper load 311                   what was edited since the last time",
            "  hopper load 311 --mode full --reset --years 2020 --dry-run",
            "",
            "SOCRATA_APP_TOKEN, which is optional, raises the source's limits."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed, nothing was promoted",
            "2:wrong usage",
            "3:completed, but some records were rejected",
            "75:paused, because the source is away: run it again later"
        },
        mixinStandardHelpOptions = true)
public final class City311Command implements Callable<Integer> {

    /// Where the source's token may stand; it does without one.
    public static final List<String> KEYS = List.of("SOCRATA_APP_TOKEN", "PREFECT__SOCRATA__TOKEN");

    private static final String TOKEN = KEYS.getFirst();

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;
    @Mixin private City311Options own;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The older loader's TOML. Default: PREFECT__USER_CONFIG_PATH.")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        var surroundings = Surroundings.here();
        try {
            return run(surroundings, older(surroundings));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private OlderConfig older(Surroundings surroundings) {
        var older = OlderConfig.read(Optional.ofNullable(config), surroundings.values());
        older.requireOurs();
        return older;
    }

    private int run(Surroundings surroundings, OlderConfig older) throws InterruptedException {
        var settings = own.settings(options, older);
        var sessions = options.sessions(surroundings);
        var addressees =
                options.addressees(
                        surroundings,
                        surroundings
                                .value("PREFECT__CONTEXT__SECRETS__SLACK_HOOK")
                                .map(url -> "slack=" + url));
        var token = surroundings.value(TOKEN).or(() -> older.text("socrata", "token"));
        Function<Notes, DataSetLoad> load =
                notes -> {
                    surroundings.lines().forEach(notes::say);
                    older.lines().forEach(notes::say);
                    return load(settings, token, addressees, notes);
                };
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRun(load)
                : running.run(load, options.open(), settings.workers(), options.staleAfter());
    }

    private static DataSetLoad load(
            Settings settings, Optional<String> token, Addressees addressees, Notes notes) {
        var key = token.map(secret -> new ApiKey("X-App-Token", secret));
        var manners = new Manners(settings.silence(), settings.retryFor(), settings.workers());
        return new City311(
                settings,
                new PoliteClient(manners, key, notes),
                new AfterLoad(settings, new Told(addressees, notes), notes),
                notes);
    }

    /// A run of the ledger, to go on with; secrets come from the surroundings again.
    public static DataSetLoad resumed(
            JsonNode arguments, Surroundings surroundings, Addressees addressees, Notes notes) {
        var token = surroundings.first(KEYS);
        return load(Settings.of(arguments, List.of()), token, addressees, notes);
    }

    /// How many slices a run of the ledger reads at once.
    public static int workers(JsonNode arguments) {
        return Settings.of(arguments, List.of()).workers();
    }
}
