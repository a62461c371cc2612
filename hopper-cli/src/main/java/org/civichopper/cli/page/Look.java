package org.civichopper.cli.page;

/// What a reader's address asks for.
///
/// @param note of the reader's own replay, by its name; empty if there was none
record Look(Scope scope, String note) {

    /// @throws IllegalArgumentException for what names no range or no jurisdiction
    static Look at(Form query) {
        return new Look(Scope.of(query), query.field("note"));
    }
}
