package org.civichopper.cli.page;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.failures.FoundFailures.DeadLetterView;
import org.civichopper.cli.status.Status;

/// Looks through the failures only when the status says that there are others than before. A look
/// at dead letters takes them for a moment from whoever wants to put them back.
final class FailuresSeen {

    private static final Duration STALE = Duration.ofSeconds(30);

    private static final int SCOPES = 32;

    private record Counts(Status.Rejections rejected, Status.Failing failing, long deadLetters) {}

    private record Seen(Counts seen, Instant at, FoundFailures found) {

        boolean isGood(Counts now, Instant at) {
            return seen.equals(now) && !this.at.plus(STALE).isBefore(at);
        }
    }

    private final FailureReader reader;
    private final FailureReader withoutDeadLetters;
    private final Recent<Optional<String>, Seen> looks = new Recent<>(SCOPES);

    /// @param withoutDeadLetters for as long as there are none
    FailuresSeen(FailureReader reader, FailureReader withoutDeadLetters) {
        this.reader = reader;
        this.withoutDeadLetters = withoutDeadLetters;
    }

    /// Not by two at once.
    ///
    /// @param jurisdictionId of one jurisdiction, or of all
    FoundFailures of(Status status, Optional<String> jurisdictionId) throws SQLException {
        if (!status.realtime()) {
            return new FoundFailures(List.of(), DeadLetterView.ALL);
        }
        var letters = status.deadLetters().given().orElse(0L);
        var counts = new Counts(status.rejected(), status.failing(), letters);
        var look = looks.get(jurisdictionId);
        if (look == null || !look.isGood(counts, status.at())) {
            var filter = new FailureFilter(jurisdictionId, Optional.empty(), Optional.empty());
            look = new Seen(counts, status.at(), read(filter, letters));
            looks.put(jurisdictionId, look);
        }
        return look.found();
    }

    private FoundFailures read(FailureFilter filter, long letters) throws SQLException {
        return letters > 0
                ? reader.groups(filter)
                : new FoundFailures(withoutDeadLetters.groups(filter).groups(), DeadLetterView.ALL);
    }
}
