package org.civichopper.cli.page;

import java.util.List;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.Trends.FreshnessStep;
import org.civichopper.cli.status.Trends.ThroughputStep;
import org.civichopper.database.ledger.RecentRuns.Run;

/// All that the page shows, of one moment.
record Snapshot(
        Status status,
        List<FreshnessStep> freshness,
        List<ThroughputStep> throughput,
        FoundFailures failures,
        List<Run> runs) {}
