package org.civichopper.commandline;

/// A command could not do its work for a reason that its user can mend. The message says what was
/// expected, what was found and what to do; it is printed without a stack trace.
public final class CannotRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotRunException(String message) {
        super(message);
    }

    public CannotRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
