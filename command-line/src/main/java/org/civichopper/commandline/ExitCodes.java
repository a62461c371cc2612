package org.civichopper.commandline;

/// Exit codes beyond picocli's own 0 (done), 1 (could not run) and 2 (wrong usage).
public final class ExitCodes {

    /// Ran, but some documents were rejected.
    public static final int SOME_REJECTED = 3;

    /// Ran, and found something that needs a person.
    public static final int NEEDS_A_PERSON = 3;

    /// All went well but what the world did not allow for now: the rest is kept, and the same again
    /// later goes on with it. What a shell knows as a temporary failure.
    public static final int AGAIN_LATER = 75;

    private ExitCodes() {}
}
