package org.civichopper.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.civichopper.cli.HopperCommand;
import picocli.CommandLine;

/// What a command of ours printed, and how it ended.
public record Said(int exitCode, String out, String err) {

    /// @param arguments as after `hopper`
    public static Said by(String... arguments) {
        return by(HopperCommand.commandLine(), arguments);
    }

    public static Said by(CommandLine command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode =
                command.setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Said(exitCode, out.toString(), err.toString());
    }
}
