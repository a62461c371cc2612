package org.civichopper.commandline;

import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;

/// What the programs that people start have in common, whatever their commands are.
public final class Program {

    private Program() {}

    /// Settles how a program takes its arguments, and what it says when a command fails.
    ///
    /// @param command with every command below it: one that is added later is not settled
    /// @param foreseen exceptions whose message says all, beside [CannotRunException]
    public static CommandLine of(CommandLine command, Set<Class<? extends Exception>> foreseen) {
        var told = new HashSet<>(foreseen);
        told.add(CannotRunException.class);
        Spelling.ofThisProcess()
                .ifPresent(started ->
                        new Spelling(started, command.getSubcommands().keySet()).settle(command));
        return command.setExecutionExceptionHandler(new ShortFailures(told))
                .setParameterExceptionHandler(new Mistakes())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
