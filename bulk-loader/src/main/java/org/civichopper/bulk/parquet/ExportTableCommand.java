package org.civichopper.bulk.parquet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper export table`: any table of a whole data set as one Parquet file.
@Command(
        name = "table",
        description = {
            "Writes a table as one Parquet file, with the types that it has in Postgres.",
            "The file appears under its name when it is whole."
        },
        footer = {
            "",
            "Example:",
            "  hopper export table bicam.members --format parquet --out members.parquet"
        },
        mixinStandardHelpOptions = true)
public final class ExportTableCommand implements Runnable {

    private static final int AT_ONCE = 200; // rows, which may be large

    /// As it is typed.
    enum Format {
        PARQUET
    }

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Parameters(paramLabel = "SCHEMA.TABLE", description = "As bicam.members.")
    private String table;

    @Option(names = "--format", paramLabel = "parquet", description = "Default: parquet.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; one that is there is replaced.")
    private Path out;

    @Override
    public void run() {
        var dot = table.indexOf('.');
        if (dot < 1 || dot == table.length() - 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected a table with its schema, as bicam.members, found " + table);
        }
        ParquetFile.requireEngine();
        var schema = table.substring(0, dot);
        var name = table.substring(dot + 1);
        var rows = write(options.sessions(Surroundings.here()), schema, name);
        if (options.json()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("table", table)
                                    .put("file", out.toString())
                                    .put("rows", rows));
        } else {
            spec.commandLine().getOut().printf("%s: %,d rows of %s%n", out, rows, table);
        }
    }

    private long write(Sessions sessions, String schema, String name) {
        try (var connection = sessions.open()) {
            return write(connection, schema, name);
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        }
    }

    private long write(Connection connection, String schema, String name) throws SQLException {
        if (!new Target(schema).has(connection, name)) {
            throw new CannotRunException(
                    "expected table %s.%s, found none so named in this database"
                            .formatted(schema, name));
        }
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (var rows =
                    statement.executeQuery("SELECT * FROM " + Identifier.quoted(schema, name))) {
                return new ParquetFile(out).write(rows, () -> {});
            }
        } catch (IOException e) {
            throw new CannotRunException(
                    "%s: expected to write a file, found: %s. Name another one with --out."
                            .formatted(out, e),
                    e);
        }
    }
}
