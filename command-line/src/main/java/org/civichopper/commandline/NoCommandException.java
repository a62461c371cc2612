package org.civichopper.commandline;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A group of commands was named, and none of it. What it has is shown.
public final class NoCommandException extends ParameterException {

    private static final long serialVersionUID = 1L;

    /// @param group that has the commands
    /// @param what it is for, for example `with people`; may be empty
    public NoCommandException(CommandLine group, String what) {
        super(group, ("Say what to do " + what).strip() + ": a command is missing.");
    }
}
