package org.civichopper.importer.run;

import java.util.Map;
import java.util.Set;
import org.civichopper.model.document.Kind;

/// What the closing of a run did.
///
/// @param retired how many rows of each kind went
/// @param withheld kinds of which nothing went, because the run did not bring all of them home
public record Closed(Map<Kind, Integer> retired, Set<Kind> withheld) {}
