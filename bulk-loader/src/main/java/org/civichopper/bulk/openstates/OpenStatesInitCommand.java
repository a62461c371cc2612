package org.civichopper.bulk.openstates;

import java.sql.SQLException;
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
import picocli.CommandLine.Spec;

/// `hopper load openstates init`: makes the tables, which every load does where they are missing.
@Command(
        name = "init",
        description = "Makes the eleven tables where they are missing. May be said again.",
        footer = {"", "Example:", "  hopper load openstates init"},
        mixinStandardHelpOptions = true)
final class OpenStatesInitCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private LedgerOptions options;
    @Mixin private SchemaOption schema;

    @Override
    public Integer call() {
        var target = new Target(schema.name(Settings.SCHEMA));
        var sessions = options.sessions(Surroundings.here());
        try (var connection = sessions.open()) {
            new Tables(target).make(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        }
        spec.commandLine()
                .getOut()
                .println("schema " + target.schema() + ": the eleven tables are there");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
