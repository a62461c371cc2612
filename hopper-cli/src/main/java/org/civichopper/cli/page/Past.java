package org.civichopper.cli.page;

import java.util.List;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.Freshness;
import org.civichopper.cli.status.Trends.FreshnessStep;
import org.civichopper.cli.status.Trends.ThroughputStep;

/// What was imported over the time of a scope, together and step by step.
record Past(
        List<Freshness> freshness,
        List<FreshnessStep> freshnessSteps,
        List<Documents> documents,
        List<ThroughputStep> throughputSteps) {

    static final Past NONE = new Past(List.of(), List.of(), List.of(), List.of());
}
