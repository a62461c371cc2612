package org.civichopper.cli.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.Said;
import picocli.CommandLine;

/// Somebody who types commands, with the environment of a site.
public record Operator(Map<String, String> env) {

    public Said failures(String... arguments) {
        return says(new FailuresCommand(env), arguments);
    }

    public Said show(String... arguments) {
        return says(new ShowCommand(env), arguments);
    }

    public Said replay(String... arguments) {
        return says(new ReplayCommand(env), arguments);
    }

    /// As `hopper` runs it.
    public Said says(Object command, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (env.containsKey("DATABASE_URL")) {
            all.addAll(List.of("--database-url", env.get("DATABASE_URL")));
        }
        var single =
                new CommandLine(command)
                        .setExecutionExceptionHandler(
                                HopperCommand.commandLine().getExecutionExceptionHandler())
                        .setUsageHelpWidth(120);
        return Said.by(single, all.toArray(String[]::new));
    }
}
