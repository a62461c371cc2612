package org.civichopper.commandline;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said of wrong arguments: what is wrong, and where help is. They may be the address of a
/// database in a wrong place, which is shown without its password.
final class Mistakes implements IParameterExceptionHandler {

    // Up to the last @ of a word, because a password may hold others.
    private static final Pattern PASSWORD =
            Pattern.compile("(?<=://[^:@/\\s]{0,200}:)\\S*(?=@)|(?i)(?<=password=)[^&\\s'\"]*");

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var err = command.getErr();
        err.println(PASSWORD.matcher(mistake.getMessage()).replaceAll(Mistakes::masked));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        if (mistake instanceof NoCommandException) {
            command.usage(err);
        } else {
            err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String masked(MatchResult found) {
        return "password".equals(found.group()) ? "password" : "***"; // of an example
    }
}
