package org.civichopper.localcloud.lambda;

/// What came of an invocation.
public sealed interface Answer {

    /// What the function returned, as JSON.
    record Returned(String json) implements Answer {}

    /// What it threw, or why it did not even start, as JSON.
    record Failed(String json) implements Answer {}
}
