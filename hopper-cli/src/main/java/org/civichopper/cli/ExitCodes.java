package org.civichopper.cli;

/// Exit codes beyond picocli's own 0 (done), 1 (could not run) and 2 (wrong usage).
public final class ExitCodes {

    /// Ran, but some documents were rejected.
    public static final int SOME_REJECTED = 3;

    /// `status`: something needs a person.
    public static final int NEEDS_A_PERSON = 3;

    /// Ran, but some documents stay on disk, unsent; what a shell knows as a temporary failure.
    public static final int UNSENT = 75;

    private ExitCodes() {}
}
