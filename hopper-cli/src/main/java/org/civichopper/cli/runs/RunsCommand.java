package org.civichopper.cli.runs;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.ledger.RecentRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hopper runs`: how the last scrapes and imports went, on one screen.
@Command(
        name = "runs",
        description =
                "Lists the last scrapes that said when they begin and end, and imports from a"
                        + " directory: in progress, waiting for objects, or closed, and what came"
                        + " of them.",
        footer = {
            "",
            "Example:",
            "  hopper runs --database-url postgresql://localhost/openstates --jurisdiction de"
        },
        subcommands = RetireCommand.class,
        mixinStandardHelpOptions = true)
public final class RunsCommand implements Runnable {

    private static final int ONE_SCREEN = 20;

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Only its runs, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government")
    private String jurisdiction;

    @Option(names = "--json", description = "Prints one JSON array for machines.")
    private boolean json;

    @Override
    public void run() {
        var report = new RunsReport(read());
        if (json) {
            spec.commandLine().getOut().println(report.toJson());
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private List<RecentRuns.Run> read() {
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            return connections.inTransaction(connection ->
                    RecentRuns.read(connection, Optional.ofNullable(jurisdiction), ONE_SCREEN));
        } catch (SQLException e) {
            throw new CannotRunException(
                    database.url(DatabaseUrl::parse)
                            + ": expected to read hopper.run, found: "
                            + e.getMessage(),
                    e);
        }
    }
}
