package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.Amounts;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.CourtListenerDumpsCommand;
import org.civichopper.bulk.courtlistener.bucket.FolderBucket;
import org.civichopper.bulk.courtlistener.bucket.HttpBucket;
import org.civichopper.bulk.courtlistener.schema.OrphanPolicy;
import org.civichopper.bulk.run.DataSetLoad;
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
import picocli.CommandLine.Spec;

/// `hopper load courtlistener`: the public court dump, from its bucket into a schema of its own.
@Command(
        name = "courtlistener",
        description =
                "Loads the newest complete dump of CourtListener into Postgres, streamed from its"
                        + " public bucket: nothing is unpacked to disk, what was committed is not"
                        + " read again, and readers see the old dump or the new one.",
        footer = {
            "",
            "Examples:",
            "  hopper load courtlistener dumps",
            "  hopper load courtlistener --dry-run",
            "  hopper load courtlistener --tables courts,dockets",
            "  hopper load courtlistener --download-only /data/dump --keep-free 50G",
            "  hopper load courtlistener --from /data/dump"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed, nothing was promoted",
            "2:wrong usage",
            "3:completed, but some records were rejected or dropped",
            "75:paused, because the source is away: run it again later"
        },
        subcommands = CourtListenerDumpsCommand.class,
        mixinStandardHelpOptions = true)
public final class CourtListenerCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description =
                    "The dump of that day, as 2026-06-30: that of its load script, or of its data."
                            + " Default: the newest complete one.")
    private LocalDate date;

    @Option(
            names = "--tables",
            paramLabel = "TABLE",
            split = ",",
            description =
                    "Only these, by table (search_docket) or file (dockets). What they refer to"
                            + " elsewhere may dangle: the report counts it. Tables that stand and"
                            + " are not named stay as they are.")
    private List<String> tables = List.of();

    @Option(
            names = "--orphans",
            paramLabel = "keep|null|drop|stop",
            description =
                    "What to do with rows whose parent is not in the dump: keep (default) leaves"
                            + " the foreign key not validated; null empties the column; drop sets"
                            + " the row aside; stop promotes nothing.")
    private OrphanPolicy orphans = OrphanPolicy.KEEP;

    @Option(
            names = "--add-columns",
            description = "A column of the dump that its schema lacks becomes text.")
    private boolean addColumns;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "The files are there, as --download-only leaves them.")
    private Path from;

    @Option(
            names = "--download-only",
            paramLabel = "DIR",
            description = "Brings the files there, and asks for no database.")
    private Path downloadTo;

    @Option(
            names = "--keep-free",
            paramLabel = "SIZE",
            converter = Amounts.Bytes.class,
            description = "With --download-only: waits while less than this would be free, as 50G.")
    private Long keepFree;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Amounts.Time.class,
            description = "The longest silence of a connection. Default: 60s.")
    private Duration timeout = Manners.SILENCE;

    @Override
    public Integer call() throws InterruptedException {
        if (keepFree != null && downloadTo == null) {
            throw options.wrong("--keep-free: expected with --download-only, found without");
        }
        if (options.limits().maxItems().isPresent()) {
            throw options.wrong(
                    "--max-items: expected none, for a table of a dump is loaded whole; --tables"
                            + " loads fewer");
        }
        var settings = settings();
        if (downloadTo != null) {
            return new Downloading(spec.commandLine(), options.json())
                    .run(settings, downloadTo, keepFree == null ? 0 : keepFree);
        }
        var surroundings = Surroundings.here();
        var sessions = options.sessions(surroundings);
        var addressees = options.addressees(surroundings, Optional.empty());
        Function<Notes, DataSetLoad> load =
                notes -> {
                    surroundings.lines().forEach(notes::say);
                    return load(settings, addressees, notes);
                };
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRun(load)
                : running.run(load, options.open(), settings.workers(), options.staleAfter());
    }

    private Settings settings() {
        if (from != null && downloadTo != null) {
            throw options.wrong("--from and --download-only: expected one of them, found both");
        }
        return new Settings(
                options.source().orElse(Settings.SOURCE),
                Optional.ofNullable(from).map(Path::toAbsolutePath).map(Path::normalize),
                options.schema(Settings.SCHEMA),
                Optional.ofNullable(date),
                tables.stream().map(String::strip).filter(name -> !name.isEmpty()).toList(),
                orphans,
                addColumns,
                options.retryFor(),
                timeout,
                options.workers().orElse(Settings.WORKERS),
                options.limits());
    }

    private static DataSetLoad load(Settings settings, Addressees addressees, Notes notes) {
        var client =
                settings.from().isPresent()
                        ? Optional.<PoliteClient>empty()
                        : Optional.of(client(settings, notes));
        var bucket =
                client.<Bucket>map(each -> new HttpBucket(settings.source(), each))
                        .orElseGet(() -> new FolderBucket(settings.from().orElseThrow()));
        return new CourtListener(
                settings, bucket, client, Part.SIZE, new Told(addressees, notes), notes);
    }

    // A part of a file is an open request for as long as it is read.
    private static PoliteClient client(Settings settings, Notes notes) {
        return new PoliteClient(
                new Manners(settings.silence(), settings.retryFor(), settings.workers() + 2),
                Optional.empty(),
                notes);
    }

    /// A run of the ledger, to go on with.
    public static DataSetLoad resumed(JsonNode arguments, Addressees addressees, Notes notes) {
        return load(Settings.of(arguments), addressees, notes);
    }

    /// How many slices a run of the ledger reads at once.
    public static int workers(JsonNode arguments) {
        return Settings.of(arguments).workers();
    }
}
