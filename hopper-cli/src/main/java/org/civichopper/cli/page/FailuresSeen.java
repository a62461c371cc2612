package org.civichopper.cli.page;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.failures.FoundFailures.DeadLetterView;
import org.civichopper.cli.status.Status;

/// Looks through the failures only when the status says that there are others than before. A look
/// at dead letters takes them for a moment from whoever wants to put them back.
final class FailuresSeen {

    private static final Duration STALE = Duration.ofSeconds(30);

    private record Counts(Status.Rejections rejected, Status.Failing failing, long deadLetters) {}

    private final FailureReader reader;
    private final FailureReader withoutDeadLetters;
    private Counts seen;
    private Instant at = Instant.MIN;
    private FoundFailures found;

    /// @param withoutDeadLetters for as long as there are none
    FailuresSeen(FailureReader reader, FailureReader withoutDeadLetters) {
        this.reader = reader;
        this.withoutDeadLetters = withoutDeadLetters;
    }

    /// Not by two at once.
    FoundFailures of(Status status) throws SQLException {
        if (!status.realtime()) {
            return new FoundFailures(List.of(), DeadLetterView.ALL);
        }
        var letters = status.deadLetters().given().orElse(0L);
        var counts = new Counts(status.rejected(), status.failing(), letters);
        if (!counts.equals(seen) || at.plus(STALE).isBefore(status.at())) {
            found = read(letters);
            seen = counts;
            at = status.at();
        }
        return found;
    }

    private FoundFailures read(long letters) throws SQLException {
        return letters > 0
                ? reader.groups(FailureFilter.ALL)
                : new FoundFailures(
                        withoutDeadLetters.groups(FailureFilter.ALL).groups(), DeadLetterView.ALL);
    }
}
