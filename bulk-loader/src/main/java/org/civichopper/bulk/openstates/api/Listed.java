package org.civichopper.bulk.openstates.api;

/// What came when a page of a list was asked for.
public sealed interface Listed {

    /// It is there.
    record Here(Page page) implements Listed {}

    /// The list has become shorter.
    ///
    /// @param requests that it took
    record PastTheEnd(int requests) implements Listed {}
}
