package org.civichopper.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.WithoutDatabase;
import org.civichopper.database.ledger.RecentRuns.Run;

/// All that the page shows, of one moment.
///
/// @param readAt by the clock of this machine
record Snapshot(
        Instant readAt,
        Status status,
        Past past,
        FoundFailures failures,
        List<Run> runs,
        List<String> jurisdictions) {

    /// The same as it is later, while the database does not answer.
    Snapshot meanwhile(Instant now, WithoutDatabase known) {
        return new Snapshot(
                now,
                status.meanwhile(status.at().plus(Duration.between(readAt, now)), known),
                past,
                failures,
                runs,
                jurisdictions);
    }
}
