package org.civichopper.importer.telemetry;

/// What a metric is kept apart by. Each value of each makes one more metric to pay for, so none of
/// them is a jurisdiction.
public enum Dimension {
    FUNCTION("Function"),
    KIND("Kind"),
    OUTCOME("Outcome"),
    STEP("Step");

    private final String title;

    Dimension(String title) {
        this.title = title;
    }

    /// As CloudWatch has it.
    public String title() {
        return title;
    }
}
