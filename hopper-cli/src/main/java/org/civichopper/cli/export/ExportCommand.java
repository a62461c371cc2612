package org.civichopper.cli.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.bulk.finance.ExportContributionsCommand;
import org.civichopper.bulk.parquet.ExportTableCommand;
import org.civichopper.bulk.parquet.ParquetFile;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.commandline.Progress;
import org.civichopper.commandline.Reason;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.ServerTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper export`: one session of one jurisdiction as the bulk files that readers of Open States
/// know. All of it is of one moment, whatever is imported meanwhile.
@Command(
        name = "export",
        description = {
            "Writes a session's bills and votes with everything below them into one zip: as CSV or"
                    + " Parquet, one file per table, or as JSON, one array of bills. File names and"
                    + " columns are those of Open States' bulk files.",
            "The file appears under its name when it is whole."
        },
        footer = {
            "",
            "Example:",
            "  hopper export --database-url postgresql://localhost/openstates \\",
            "    --jurisdiction de --session 153 --format csv --out DE_153.zip"
        },
        subcommands = {ExportContributionsCommand.class, ExportTableCommand.class},
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Runnable {

    /// As it is typed.
    enum Format {
        CSV,
        JSON,
        PARQUET
    }

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Whose session, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government")
    private String jurisdiction;

    @Option(
            names = "--session",
            paramLabel = "IDENTIFIER",
            description = "Which session, as its bills name it.")
    private String session;

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "FORMAT",
            description = "csv, json or parquet (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--safe-for-spreadsheets",
            description = {
                "Writes an apostrophe before each CSV cell that a spreadsheet would run as a formula.",
                "Without it cells stand as they are in the database, as other programs expect them."
            })
    private boolean safeForSpreadsheets;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The zip to write; one that is there is replaced.")
    private Path out;

    // Not by picocli, which would want them of a command below this one, too.
    private void requireGiven(String option, Object value) {
        if (value == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '" + option + "'");
        }
    }

    @Override
    public void run() {
        requireGiven("--jurisdiction", jurisdiction);
        requireGiven("--session", session);
        requireGiven("--out", out);
        if (safeForSpreadsheets && format != Format.CSV) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--safe-for-spreadsheets: expected --format csv, found %s: leave one of them out"
                            .formatted(format.name().toLowerCase(Locale.ROOT)));
        }
        if (format == Format.PARQUET) {
            ParquetFile.requireEngine();
        }
        var url = database.url(DatabaseUrl::parse);
        var unfinished = unfinished();
        try (var connections = OperatorDatabase.open(url)) {
            var count = connections.inSnapshot(connection -> write(connection, unfinished));
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
            spec.commandLine().getOut().println(out + ": " + count);
        } catch (SQLException e) {
            throw new CannotRunException(
                    url + ": expected to read a session, found: " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw cannotWrite(e);
        } finally {
            delete(unfinished);
        }
    }

    private String write(Connection connection, Path file) throws SQLException {
        var exported = ExportedSession.find(connection, jurisdiction, session);
        var export =
                switch (format) {
                    case CSV -> new CsvExport(safeForSpreadsheets);
                    case JSON -> new JsonExport();
                    case PARQUET -> new ParquetExport(file.toAbsolutePath().getParent());
                };
        var count = export.count(connection, exported);
        try (var progress = new Progress(spec.commandLine().getErr(), "written");
                var zip =
                        new ZipOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file)))) {
            progress.found(count);
            writeReadme(connection, exported, zip);
            export.write(connection, exported, zip, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switch (format) {
            case CSV, PARQUET -> "%,d rows in %d files".formatted(count, BulkFile.values().length);
            case JSON -> "%,d bills".formatted(count);
        };
    }

    private void writeReadme(Connection connection, ExportedSession exported, ZipOutputStream zip)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry("README"));
        zip.write(
                """
                Jurisdiction: %s
                Session: %s
                Format: %s, as in the bulk files of Open States%s
                As of: %s
                """
                        .formatted(
                                exported.jurisdictionId(),
                                exported.identifier(),
                                format.name().toLowerCase(Locale.ROOT),
                                safeForSpreadsheets
                                        ? " but for an apostrophe before what begins like a formula"
                                        : "",
                                Instant.from(ServerTime.now(connection)))
                        .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    // Beside the other, so that it becomes the other in one step.
    private Path unfinished() {
        try {
            // Not a temporary file, which is its owner's alone: what is exported is handed on.
            return Files.createFile(
                    out.toAbsolutePath()
                            .resolveSibling(
                                    out.getFileName() + "." + UUID.randomUUID() + ".unfinished"));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private CannotRunException cannotWrite(Exception failure) {
        return new CannotRunException(
                "%s: expected to write a file, found: %s. Name another one with --out."
                        .formatted(out, Reason.of(failure)),
                failure);
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
