package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.command.Writing;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper load openstates-zip`: whole sessions out of their zips.
@Command(
        name = "openstates-zip",
        description = {
            "Loads whole sessions out of the zips that Open States publishes (CSV or JSON) into the"
                    + " tables of openstates, each in one request and one transaction. What came"
                    + " from the API is not touched.",
            "With --as-documents it writes scraped documents instead, for hopper import, and needs"
                    + " no database."
        },
        footer = {
            "",
            "Examples:",
            "  hopper load openstates-zip NC_2023_csv_5Yu2.zip",
            "  hopper load openstates-zip https://data.openstates.org/csv/latest/NC_2023_csv_5Yu2.zip",
            "  hopper load openstates-zip NC_2023_csv_5Yu2.zip --as-documents history",
            "  hopper import history/nc"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed, nothing of that session was loaded",
            "2:wrong usage",
            "3:completed, but some records were rejected",
            "75:paused, because the source is away: run it again later"
        },
        mixinStandardHelpOptions = true)
public final class OpenStatesZipCommand implements Callable<Integer> {

    private static final String HOME = "https://data.openstates.org";

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;

    @Parameters(
            paramLabel = "FILE|URL",
            arity = "1..*",
            description =
                    "A session's zip; legislative_sessions.downloads has their addresses. --source"
                            + " URL takes the place of https://data.openstates.org in them.")
    private List<String> zips = List.of();

    @Option(
            names = "--as-documents",
            paramLabel = "DIR",
            description =
                    "Writes each bill, its votes and the session as scraped documents to DIR/nc and"
                            + " so on, and no table.")
    private Path documents;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where fetched zips are kept from one run to the next. Default:"
                            + " hopper/openstates-zip in XDG_CACHE_HOME or ~/.cache.")
    private Path cache;

    @Override
    public Integer call() throws InterruptedException {
        if (options.limits().maxItems().isPresent()) {
            throw options.wrong("--max-items: expected none, for a session is loaded whole");
        }
        var surroundings = Surroundings.here();
        var each =
                new LinkedHashSet<>(zips)
                        .stream().map(zip -> settings(place(zip), surroundings)).toList();
        if (documents != null && !options.dryRun()) {
            var folder = whole(documents);
            return new Writing(spec.commandLine(), options.json())
                    .runEach(each.stream().map(zip -> new AsDocuments(zip, folder)).toList());
        }
        var sessions = options.sessions(surroundings);
        var addressees = options.addressees(surroundings, Optional.empty());
        var loads =
                each.stream()
                        .<Function<Notes, DataSetLoad>>map(settings ->
                                notes -> {
                                    surroundings.lines().forEach(notes::say);
                                    return load(settings, options.dryRun(), addressees, notes);
                                })
                        .toList();
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRunEach(loads)
                : running.runEach(loads, options.open(), 1, options.staleAfter());
    }

    private Settings settings(Place place, Surroundings surroundings) {
        return new Settings(
                place,
                whole(cache == null ? surroundings.cache(SessionLoad.DATASET) : cache),
                options.schema(Settings.SCHEMA),
                options.retryFor(),
                options.limits());
    }

    private Place place(String zip) {
        if (zip.startsWith("http://") || zip.startsWith("https://")) {
            var address = options.address("FILE|URL", zip);
            return new Place.Web(
                    options.source().isPresent() && zip.startsWith(HOME + "/")
                            ? moved(zip, options.source().get())
                            : address);
        }
        var file = Path.of(zip);
        if (!Files.isRegularFile(file)) {
            throw options.wrong(
                    "FILE|URL: expected a zip that is here or an address of http or https, found neither: "
                            + zip);
        }
        return new Place.Here(whole(file));
    }

    private static URI moved(String zip, URI source) {
        return URI.create(source.toString().replaceAll("/+$", "") + zip.substring(HOME.length()));
    }

    private static Path whole(Path given) {
        return given.toAbsolutePath().normalize();
    }

    private static DataSetLoad load(
            Settings settings, boolean rehearsal, Addressees addressees, Notes notes) {
        return new SessionLoad(settings, rehearsal, new Told(addressees, notes), notes);
    }

    /// A run of the ledger, to go on with.
    public static DataSetLoad resumed(JsonNode arguments, Addressees addressees, Notes notes) {
        return load(Settings.of(arguments), false, addressees, notes);
    }
}
