package org.civichopper.cli.doctor;

import java.util.List;

/// What came of one check.
sealed interface Outcome {

    /// @param what was looked at
    record Well(String what) implements Outcome {}

    record Unwell(List<Finding> findings) implements Outcome {}

    /// Nobody asked for it, or something else has to be mended first.
    record Unchecked(String because) implements Outcome {}

    /// Well, unless something was found.
    static Outcome of(List<Finding> findings, String what) {
        return findings.isEmpty() ? new Well(what) : new Unwell(List.copyOf(findings));
    }

    static Outcome found(String where, String expected, String found, String todo) {
        return new Unwell(List.of(new Finding(where, expected, found, todo)));
    }
}
