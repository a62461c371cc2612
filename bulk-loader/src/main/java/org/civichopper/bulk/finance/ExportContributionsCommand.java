package org.civichopper.bulk.finance;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.parquet.ParquetFile;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper export contributions`: the gifts of a state and a time, as a stream, all of one moment.
@Command(
        name = "contributions",
        description =
                "Writes the gifts of a state by date: to standard output as CSV with a header or as"
                        + " one JSON array, or to a Parquet file.",
        footer = {
            "",
            "Example:",
            "  hopper export contributions --state tx --from 2020-01-01 --to 2020-12-31 > tx-2020.csv"
        },
        mixinStandardHelpOptions = true)
public final class ExportContributionsCommand implements Runnable {

    private static final int AT_ONCE = 2_000; // rows

    /// As it is typed.
    enum Format {
        CSV,
        JSON,
        PARQUET
    }

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "CODE",
            description = "Whose gifts, as tx.")
    private String state;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "Dated on or after it, as 2020-01-01.")
    private LocalDate from = LocalDate.of(1, 1, 1);

    @Option(names = "--to", paramLabel = "DATE", description = "Dated on or before it.")
    private LocalDate to = LocalDate.of(9999, 12, 31);

    @Option(names = "--format", paramLabel = "csv|json|parquet", description = "Default: csv.")
    private Format format = Format.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --format parquet: the file to write.")
    private Path file;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Where they were loaded to. Default: campaign_finance.")
    private String schema = Settings.SCHEMA;

    @Override
    public void run() {
        if (to.isBefore(from)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--to: expected a date on or after %s, found %s".formatted(from, to));
        }
        if ((format == Format.PARQUET) != (file != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: expected with --format parquet, and with no other: a Parquet file is not"
                            + " written to standard output");
        }
        if (format == Format.PARQUET) {
            ParquetFile.requireEngine();
        }
        try {
            var count = options.ask(Surroundings.here(), this::write);
            spec.commandLine().getErr().printf("hopper: %,d contributions%n", count);
        } catch (UncheckedIOException e) {
            throw new CannotRunException(
                    "%s: expected to write there, found: %s"
                            .formatted(file == null ? "standard output" : file, e.getMessage()),
                    e);
        }
    }

    private static final String GIFTS =
            """
            SELECT *
              FROM %s
             WHERE filing_state = ?
               AND contribution_date BETWEEN ? AND ?
             ORDER BY contribution_date, contribution_id
            """;

    private long write(Connection connection) throws SQLException {
        var table = Identifier.quoted(schema, Kind.CONTRIBUTIONS.table());
        try (var statement = connection.prepareStatement(GIFTS.formatted(table))) {
            statement.setFetchSize(AT_ONCE);
            statement.setString(1, state);
            statement.setObject(2, from);
            statement.setObject(3, to);
            try (var rows = statement.executeQuery()) {
                var out = spec.commandLine().getOut();
                var count =
                        switch (format) {
                            case CSV -> writeCsv(rows, out);
                            case JSON -> writeJson(rows, out);
                            case PARQUET -> new ParquetFile(file).write(rows, () -> {});
                        };
                out.flush();
                return count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long writeCsv(ResultSet rows, PrintWriter out) throws SQLException, IOException {
        var columns = names(rows);
        var count = 0L;
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(columns);
        while (rows.next()) {
            var values = new String[columns.length];
            for (var column = 0; column < columns.length; column++) {
                values[column] = rows.getString(column + 1);
            }
            csv.writeRecord(values);
            count++;
        }
        csv.flush();
        return count;
    }

    private static long writeJson(ResultSet rows, PrintWriter out)
            throws SQLException, IOException {
        var columns = names(rows);
        var count = 0L;
        try (var json =
                new JsonMapper()
                        .createGenerator(out)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)) {
            json.writeStartArray();
            while (rows.next()) {
                json.writeStartObject();
                for (var column = 0; column < columns.length; column++) {
                    json.writeFieldName(columns[column]);
                    switch (rows.getObject(column + 1)) {
                        case null -> json.writeNull();
                        case BigDecimal amount -> json.writeNumber(amount);
                        case Integer number -> json.writeNumber(number);
                        case Boolean flag -> json.writeBoolean(flag);
                        case Object other -> json.writeString(other.toString());
                    }
                }
                json.writeEndObject();
                count++;
            }
            json.writeEndArray();
        }
        out.println();
        return count;
    }

    private static String[] names(ResultSet rows) throws SQLException {
        var columns = new String[rows.getMetaData().getColumnCount()];
        for (var column = 0; column < columns.length; column++) {
            columns[column] = rows.getMetaData().getColumnName(column + 1);
        }
        return columns;
    }
}
