package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hopper load bicam`: the data sets of Congress that BICAM publishes, into typed tables.
@Command(
        name = "bicam",
        description = {
            "Loads data sets of Congress (bills, members, hearings and more) as BICAM publishes them"
                    + " into typed tables, one for each csv file: proved by their sha256, built"
                    + " beside the tables that stand, and exchanged for them all at once.",
            "The publisher's bucket wants a login of AWS, found as AWS's own tools find it."
        },
        footer = {
            "",
            "Examples:",
            "  hopper load bicam --datasets members,treaties",
            "  hopper load bicam --dry-run",
            "  hopper load bicam --input /data/bicam",
            "  hopper load bicam --source https://mirror.example.org/bicam --datasets bills"
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
public final class BicamCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;

    @Option(
            names = "--datasets",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only these, as bills,members; complete is the zip of all of them. Default:"
                            + " bills, amendments, members, nominations, committees,"
                            + " committeereports, committeemeetings, committeeprints, hearings,"
                            + " treaties and congresses.")
    private List<String> datasets = List.of();

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description =
                    "The zips are there, as members/bicam_members.zip or just bicam_members.zip;"
                            + " nothing is asked of the network.")
    private Path input;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "JSON that says of each data set its key, sha256, files and types, instead of"
                            + " the publisher's.")
    private Path manifest;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where fetched zips are kept from one run to the next. Default: hopper/bicam in"
                            + " XDG_CACHE_HOME or ~/.cache.")
    private Path cache;

    @Override
    public Integer call() throws InterruptedException {
        if (options.limits().maxItems().isPresent()) {
            throw options.wrong(
                    "--max-items: expected none, for a data set is loaded whole; --datasets loads"
                            + " fewer");
        }
        var surroundings = Surroundings.here();
        var settings = settings(surroundings);
        var read = manifest(settings);
        var sessions = options.sessions(surroundings);
        var addressees = options.addressees(surroundings, Optional.empty());
        Function<Notes, DataSetLoad> load =
                notes -> {
                    surroundings.lines().forEach(notes::say);
                    return load(settings, read, surroundings.values(), addressees, notes);
                };
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRun(load)
                : running.run(load, options.open(), settings.workers(), options.staleAfter());
    }

    private Manifest manifest(Settings settings) {
        try {
            var read = Manifest.read(settings.manifest());
            read.chosen(settings.datasets());
            return read;
        } catch (LoadStopped.Wrong e) {
            throw options.wrong(e.getMessage());
        }
    }

    private Settings settings(Surroundings surroundings) {
        return new Settings(
                place(),
                whole(cache == null ? surroundings.cache(Bicam.DATASET) : cache),
                options.schema(Settings.SCHEMA),
                datasets.stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Optional.ofNullable(manifest).map(BicamCommand::whole),
                options.retryFor(),
                options.workers().orElse(Settings.WORKERS),
                options.limits());
    }

    private Place place() {
        if (input != null && options.source().isPresent()) {
            throw options.wrong("--input and --source: expected one of them, found both");
        }
        if (input == null) {
            return options.source().<Place>map(Place.Site::new).orElseGet(Place.Bucket::new);
        }
        if (!Files.isDirectory(input)) {
            throw options.wrong("--input: expected a folder with zips, found none: " + input);
        }
        return new Place.Folder(whole(input));
    }

    private static Path whole(Path given) {
        return given.toAbsolutePath().normalize();
    }

    private static DataSetLoad load(
            Settings settings,
            Manifest manifest,
            Map<String, String> environment,
            Addressees addressees,
            Notes notes) {
        return new Bicam(
                settings,
                manifest,
                new Shelf(settings, environment, notes),
                new Told(addressees, notes),
                notes);
    }

    /// A run of the ledger, to go on with.
    public static DataSetLoad resumed(
            JsonNode arguments, Surroundings surroundings, Addressees addressees, Notes notes) {
        var settings = Settings.of(arguments);
        try {
            return load(
                    settings,
                    Manifest.read(settings.manifest()),
                    surroundings.values(),
                    addressees,
                    notes);
        } catch (LoadStopped.Wrong e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    /// How many slices a run of the ledger reads at once.
    public static int workers(JsonNode arguments) {
        return Settings.of(arguments).workers();
    }
}
