package org.civichopper.localcloud.lambda;

import java.time.Duration;
import java.util.List;

/// What [LocalLambda] tells of its processes, each named by its number in the system.
public sealed interface Happening {

    /// It wrote a line.
    record Said(long process, String line) implements Happening {}

    /// An invocation came to its end.
    record Answered(long process, Answer answer, Duration took) implements Happening {}

    /// The process has gone although nobody told it to.
    record Died(long process, int status, boolean atWork, List<String> lastLines)
            implements Happening {}

    /// All places were taken for too long, so an event was dropped.
    record Throttled(String event) implements Happening {}

    /// The function's process could not be started at all.
    record NotStarted(String reason) implements Happening {}
}
