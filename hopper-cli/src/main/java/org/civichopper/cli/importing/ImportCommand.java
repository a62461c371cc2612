package org.civichopper.cli.importing;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.commandline.Progress;
import org.civichopper.commandline.Screen;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.arrival.QualityCounts;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.scrape.Closed;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;
import org.civichopper.model.document.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper import`: the function's own import, without bucket and queue.
@Command(
        name = "import",
        description =
                "Imports a scrape directory straight into the database, as the function would: to debug"
                        + " one batch, or to load history.",
        footer = {
            "",
            "Example:",
            "  hopper import --database-url postgresql://localhost/openstates _data/de"
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(
            paramLabel = "DIR",
            description = "Where the documents lie: bill_<id>.json, vote_event_<id>.json, …")
    private Path directory;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description = {
                "Whose documents these are, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government",
                "Default: what the documents say."
            })
    private String jurisdiction;

    @Option(
            names = "--compare",
            description = "Compares every document with its rows, even what the ledger knows.")
    private boolean compare;

    @Option(
            names = "--complete",
            description = {
                "This is all there is: votes and events that are not in it go.",
                "Of a kind of which anything is rejected or has to wait, nothing goes."
            })
    private boolean complete;

    @Option(
            names = "--warnings",
            description =
                    "Lists everything that is imported and is not as it should be, or that waits.")
    private boolean warnings;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Override
    public Integer call() {
        var scrape = ScrapeDirectory.open(directory);
        var jurisdictionId = jurisdiction == null ? scrape.jurisdictionId() : jurisdiction;
        var reader = new DocumentReader(Limits.DEFAULT);
        var began = Instant.now();
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            connections.requireReady();
            var run =
                    new DirectoryImport(
                            connections,
                            steps -> new Importer(connections, reader, !compare, steps),
                            reader,
                            jurisdictionId);
            try (var progress = new Progress(spec.commandLine().getErr(), "imported")) {
                run.all(scrape.files(), complete, warnings, progress);
            }
            print(run.counts(), Duration.between(began, Instant.now()));
            return exitCode(run.counts());
        } catch (SQLException e) {
            throw new CannotRunException(
                    database.url(DatabaseUrl::parse) + ": the import stopped: " + e.getMessage(),
                    e);
        }
    }

    private static int exitCode(Counts counts) {
        if (counts.failed() > 0) {
            return ExitCode.SOFTWARE;
        }
        return counts.rejected() > 0 ? ExitCodes.SOME_REJECTED : ExitCode.OK;
    }

    private void print(Counts counts, Duration took) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(counts.toJson(took));
        } else {
            printTable(out, counts, took);
        }
    }

    private static void printTable(PrintWriter out, Counts counts, Duration took) {
        out.printf("%-14s", "");
        Counts.WORDS.forEach(word -> out.printf("%12s", word));
        out.println();
        for (var kind : List.of(Kind.values())) {
            if (counts.has(kind)) {
                out.printf("%-14s", kind.word());
                Counts.WORDS.forEach(word -> out.printf("%12d", counts.of(kind, word)));
                out.println();
            }
        }
        if (counts.parked() > 0) {
            Screen.printf(
                    out,
                    "%d documents wait for a bill or a session that is not there yet,"
                            + " for example %s%n",
                    counts.parked(),
                    counts.waiting().getFirst());
        }
        printClosed(out, counts.closed());
        printQuality(out, counts.quality());
        out.printf("%.1f s%n", took.toMillis() / 1000.0);
    }

    private static void printQuality(PrintWriter out, QualityCounts quality) {
        for (var each : Quality.values()) {
            quality.example(each)
                    .ifPresent(example ->
                            Screen.printf(
                                    out,
                                    "%d %s, for example %s%n",
                                    quality.of(each),
                                    each.plural(),
                                    example));
        }
    }

    private static void printClosed(PrintWriter out, Closed closed) {
        closed.retired()
                .forEach((kind, rows) -> {
                    if (rows > 0) {
                        out.printf(
                                "%d %s went that this scrape did not bring.%n", rows, kind.word());
                    }
                });
        if (!closed.withheld().isEmpty()) {
            var words = closed.withheld().stream().map(Kind::word).sorted();
            out.printf(
                    "Nothing went of %s, because some of it was rejected or has to wait.%n",
                    String.join(" and ", words.toList()));
        }
    }
}
