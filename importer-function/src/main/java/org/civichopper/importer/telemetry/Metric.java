package org.civichopper.importer.telemetry;

import java.util.List;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Every metric of the function, under the name that alarms and graphs know it by.
public enum Metric {
    /// Received, by batches.
    MESSAGES("Messages", MetricUnit.COUNT),
    /// Messages that went back because the world did not let us.
    POSTPONED("Postponed", MetricUnit.COUNT),
    /// Batches of which anything was done.
    BATCHES("Batches", MetricUnit.COUNT),
    /// What came to an end, by kind and by the words of the ledger's receipts.
    DOCUMENTS("Documents", MetricUnit.COUNT, Dimension.KIND, Dimension.OUTCOME),
    REJECTED("Rejected", MetricUnit.COUNT),
    /// Documents of which a newer version stood.
    SUPERSEDED("Superseded", MetricUnit.COUNT),
    /// Names in imported documents that matched nobody.
    UNMATCHED_NAMES("UnmatchedNames", MetricUnit.COUNT),
    /// How long a batch took for the way to a step.
    BATCH_SECONDS("BatchSeconds", MetricUnit.SECONDS, Dimension.STEP),
    /// From scraped to committed.
    FRESHNESS("Freshness", MetricUnit.SECONDS),
    /// From scraped to uploaded.
    FRESHNESS_UPLOADED("FreshnessUploaded", MetricUnit.SECONDS),
    /// From uploaded to received.
    FRESHNESS_RECEIVED("FreshnessReceived", MetricUnit.SECONDS),
    /// From received to committed.
    FRESHNESS_COMMITTED("FreshnessCommitted", MetricUnit.SECONDS),
    /// Documents that wait for a session or a bill.
    PARKED("Parked", MetricUnit.COUNT),
    /// For how long the first of them has; 0 when there is none.
    PARKED_AGE("ParkedAge", MetricUnit.SECONDS),
    /// No database to write to at the beginning, or lost in a batch; 0 when all is well.
    DATABASE_FAILURES("DatabaseFailures", MetricUnit.COUNT);

    public static final String NAMESPACE = "Hopper";

    private final String title;
    private final MetricUnit unit;
    private final List<Dimension> dimensions;

    Metric(String title, MetricUnit unit, Dimension... further) {
        this.title = title;
        this.unit = unit;
        this.dimensions = List.of(further);
    }

    /// As CloudWatch has it.
    public String title() {
        return title;
    }

    public MetricUnit unit() {
        return unit;
    }

    /// Those that it has beside [Dimension#FUNCTION], which every metric has.
    public List<Dimension> furtherDimensions() {
        return dimensions;
    }
}
