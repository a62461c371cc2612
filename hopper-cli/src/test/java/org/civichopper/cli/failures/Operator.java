package org.civichopper.cli.failures;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import picocli.CommandLine;

/// Somebody who types commands, with the environment of a site.
public record Operator(Map<String, String> env) {

    /// What a command said.
    public record Said(int exitCode, String out, String err) {}

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
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode =
                new CommandLine(command)
                        .setExecutionExceptionHandler(
                                HopperCommand.commandLine().getExecutionExceptionHandler())
                        .setUsageHelpWidth(120)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        return new Said(exitCode, out.toString(), err.toString());
    }
}
