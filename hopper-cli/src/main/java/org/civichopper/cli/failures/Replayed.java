package org.civichopper.cli.failures;

/// What came of putting one failure back.
///
/// @param why it was not sent; empty if it was
public record Replayed(FailureId id, String file, Outcome outcome, String why) {

    /// Whether it is on its way.
    public enum Outcome {
        /// Its message is in the queue.
        SENT,
        /// Somebody else put it back, or it is no failure any more.
        NOT_NEEDED,
        /// It stays what it is: a failure.
        NOT_POSSIBLE
    }

    static Replayed sent(Failure failure) {
        return new Replayed(failure.id(), failure.file(), Outcome.SENT, "");
    }

    static Replayed notNeeded(Failure failure, String why) {
        return new Replayed(failure.id(), failure.file(), Outcome.NOT_NEEDED, why);
    }

    static Replayed notPossible(Failure failure, String why) {
        return new Replayed(failure.id(), failure.file(), Outcome.NOT_POSSIBLE, why);
    }
}
