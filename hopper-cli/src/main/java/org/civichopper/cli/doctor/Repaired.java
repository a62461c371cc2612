package org.civichopper.cli.doctor;

import java.util.List;

/// What was merged in one jurisdiction, or would be.
///
/// @param left what looks alike and is not the same for certain
record Repaired(String jurisdictionId, List<Doubled> merged, List<Doubled> left) {}
