package org.civichopper.cli.db;

import java.sql.SQLException;
import java.util.List;
import org.civichopper.bulk.command.LedgerOptions;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Columns;
import org.civichopper.commandline.Surroundings;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hopper db sizes`: what takes the room, and where VACUUM did not come by.
@Command(
        name = "sizes",
        description = {
            "Lists the tables of Open States, of Hopper and of loads with their rows, sizes, dead rows,"
                    + " and when they were vacuumed and analyzed last; says what to do where a fifth"
                    + " of the rows is dead.",
            "Rows are what Postgres has counted, not what a SELECT would count. Sizes are those on disk,"
                    + " with what is free within."
        },
        footer = {
            "",
            "Examples:",
            "  hopper db sizes",
            "  hopper db sizes --schema openstates --json"
        },
        mixinStandardHelpOptions = true)
final class SizesCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            split = ",",
            description =
                    "All tables of this schema and of no other; several by comma. Default: those that"
                            + " Hopper fills.")
    private List<String> schemas = List.of();

    @Override
    public void run() {
        var sessions = options.sessions(Surroundings.here());
        try (var connection = sessions.open()) {
            var sizes = new TableSizes(connection);
            var tables = schemas.isEmpty() ? sizes.ours() : sizes.of(schemas);
            connection.rollback();
            requireSome(tables, sessions.toString());
            report(new SizesReport(tables));
        } catch (SQLException e) {
            throw new CannotRunException(
                    sessions + ": expected to read sizes of tables, found: " + e.getMessage(), e);
        }
    }

    private void requireSome(List<TableSize> tables, String database) {
        if (schemas.isEmpty() && tables.isEmpty()) {
            throw new CannotRunException(
                    database
                            + ": expected tables of ours, found none: hopper db init or hopper load makes them");
        }
        for (var schema : schemas) {
            if (tables.stream().noneMatch(table -> table.schema().equals(schema))) {
                throw new CannotRunException(
                        "%s: expected a schema %s with tables, found none; without --schema those that Hopper fills are listed"
                                .formatted(database, Harmless.line(schema)));
            }
        }
    }

    private void report(SizesReport report) {
        var out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(report.json());
        } else {
            report.print(out, Columns.ofTerminal());
        }
    }
}
