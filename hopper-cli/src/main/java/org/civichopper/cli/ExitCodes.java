package org.civichopper.cli;

/// Exit codes beyond picocli's own 0 (done), 1 (could not run) and 2 (wrong usage).
public final class ExitCodes {

    /// Ran, but some documents were rejected.
    public static final int SOME_REJECTED = 3;

    /// Ran, and found something that needs a person.
    public static final int NEEDS_A_PERSON = 3;

    private ExitCodes() {}
}
