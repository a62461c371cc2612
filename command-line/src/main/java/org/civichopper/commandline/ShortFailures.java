package org.civichopper.commandline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;

/// What a command prints when it fails: one line for what a person can mend, and the whole trace
/// only where nobody foresaw it.
///
/// @param foreseen exceptions whose message says all
record ShortFailures(Set<Class<? extends Exception>> foreseen)
        implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        var err = command.getErr();
        if (Reason.isKnown(failure)) {
            err.println(
                    "hopper: "
                            + Harmless.lines(
                                    "expected a file or port that can be used, found "
                                            + Reason.of(failure)
                                            + ": name another"));
        } else if (foreseen.contains(failure.getClass())) {
            err.println("hopper: " + Harmless.lines(failure.getMessage()));
        } else {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.println("hopper: " + Harmless.lines(failure.toString()));
            err.println(Harmless.lines(trace.toString()));
        }
        return ExitCode.SOFTWARE;
    }
}
