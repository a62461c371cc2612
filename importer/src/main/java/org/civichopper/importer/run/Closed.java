package org.civichopper.importer.run;

import java.util.Map;
import java.util.Set;
import org.civichopper.model.document.Kind;

/// What the closing of a run did.
///
/// @param retired how many rows of each kind went
/// @param withheld kinds of which nothing went, because the run brought nothing of them or did not
///   bring all of them home
/// @param unconfirmed how many rows of each kind would go, which are more than the run may retire
///   before a person says so
public record Closed(
        Map<Kind, Integer> retired, Set<Kind> withheld, Map<Kind, Integer> unconfirmed) {

    /// Of a run that retires nothing.
    public static Closed without(Set<Kind> withheld) {
        return new Closed(Map.of(), withheld, Map.of());
    }
}
