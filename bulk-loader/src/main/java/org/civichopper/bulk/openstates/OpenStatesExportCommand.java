package org.civichopper.bulk.openstates;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.command.SchemaOption;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper load openstates export`: the bills of a jurisdiction as CSV.
@Command(
        name = "export",
        description =
                "Writes the bills of a jurisdiction as CSV: ID, Identifier, Title, Classification.",
        footer = {
            "",
            "Example:",
            "  hopper load openstates export --jurisdiction nc --session 2023 --output nc.csv"
        },
        mixinStandardHelpOptions = true)
final class OpenStatesExportCommand implements Callable<Integer> {

    private static final int AT_ONCE = 2_000; // rows

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;
    @Mixin private SchemaOption schema;

    @Option(
            names = "--jurisdiction",
            required = true,
            paramLabel = "CODE",
            description = "Two letters such as nc, or an ocd-jurisdiction/… id.")
    private String jurisdiction;

    @Option(names = "--session", paramLabel = "NAME", description = "Default: all.")
    private String session;

    @Option(names = "--output", paramLabel = "FILE", description = "Default: standard output.")
    private Path output;

    @Override
    public Integer call() {
        String code;
        try {
            code = ApiOptions.codes(List.of(jurisdiction)).getFirst();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--jurisdiction: " + e.getMessage(), e);
        }
        var sessions = options.sessions(Surroundings.here());
        try (var connection = sessions.open()) {
            var count = write(connection, code);
            spec.commandLine().getErr().printf("hopper: %,d bills%n", count);
            return 0;
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CannotRunException(
                    "%s: expected to write to it, found: %s"
                            .formatted(output == null ? "standard output" : output, e.getMessage()),
                    e);
        }
    }

    private long write(Connection connection, String code) throws SQLException, IOException {
        var target = new Target(schema.name(Settings.SCHEMA));
        if (!new Tables(target).areThere(connection)) {
            throw new CannotRunException(
                    "schema %s: expected the tables of Open States, found that nothing was loaded here yet: hopper load openstates all"
                            .formatted(target.schema()));
        }
        target.use(connection);
        requireThere(connection, code);
        if (output == null) {
            var out = spec.commandLine().getOut();
            var count = write(connection, code, out);
            out.flush();
            return count;
        }
        try (var out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
            return write(connection, code, out);
        }
    }

    private static final String SESSIONS =
            """
            SELECT coalesce(bool_or(s.identifier = ?), false), count(j.id), string_agg(s.identifier, ', ' ORDER BY s.identifier)
              FROM jurisdictions j
              LEFT JOIN legislative_sessions s ON s.jurisdiction_id = j.id
             WHERE j.abbreviation = upper(?)
            """;

    // An empty file would look as if there were no bills.
    private void requireThere(Connection connection, String code) throws SQLException {
        try (var statement = connection.prepareStatement(SESSIONS)) {
            statement.setString(1, Optional.ofNullable(session).orElse(""));
            statement.setString(2, code);
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getInt(2) == 0) {
                    throw new CannotRunException(
                            "%s: expected a jurisdiction that was loaded, found none: hopper load openstates bills --jurisdiction %s"
                                    .formatted(code, code));
                }
                if (session != null && !row.getBoolean(1)) {
                    throw new CannotRunException(
                            "session %s of %s: expected one of %s, found none of that name"
                                    .formatted(session, code, row.getString(3)));
                }
            }
        }
    }

    private static final String BILLS =
            """
            SELECT b.id, b.identifier, b.title, array_to_string(b.classification, ';')
              FROM bills b
              JOIN jurisdictions j ON j.id = b.jurisdiction_id
              JOIN legislative_sessions s ON s.id = b.legislative_session_id
             WHERE j.abbreviation = upper(?)
               AND s.identifier = coalesce(?, s.identifier)
             ORDER BY b.id COLLATE "C"
            """;

    private long write(Connection connection, String code, Writer out)
            throws SQLException, IOException {
        try (var statement = connection.prepareStatement(BILLS)) {
            statement.setFetchSize(AT_ONCE);
            statement.setString(1, code);
            statement.setString(2, session);
            try (var rows = statement.executeQuery()) {
                var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
                csv.writeRecord("ID", "Identifier", "Title", "Classification");
                var count = 0L;
                while (rows.next()) {
                    csv.writeRecord(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4));
                    count++;
                }
                csv.flush();
                return count;
            }
        }
    }
}
