package org.civichopper.commandline;

import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/// What is said of wrong arguments, which may be the address of a database in a wrong place:
/// without its password.
///
/// @param usual says the rest
record Mistakes(IParameterExceptionHandler usual) implements IParameterExceptionHandler {

    // Up to the last @ of a word, because a password may hold others.
    private static final Pattern PASSWORD =
            Pattern.compile("(?<=://[^:@/\\s]{0,200}:)\\S*(?=@)|(?i)(?<=password=)[^&\\s'\"]*");

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments)
            throws Exception {
        var shown = PASSWORD.matcher(mistake.getMessage()).replaceAll("***");
        return usual.handleParseException(
                shown.equals(mistake.getMessage())
                        ? mistake
                        : new ParameterException(mistake.getCommandLine(), shown),
                arguments);
    }
}
