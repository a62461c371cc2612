package org.civichopper.bulk.finance.state;

/// What a record came to. One that cannot be read at all is rejected by an exception.
public sealed interface Outcome<T> {

    record Kept<T>(T row) implements Outcome<T> {}

    /// Not of the rows that are wanted.
    ///
    /// @param rule why, as `filtered` of the report names it
    record Filtered<T>(String rule) implements Outcome<T> {}
}
