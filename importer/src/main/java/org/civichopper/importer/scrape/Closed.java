package org.civichopper.importer.scrape;

import java.util.Map;
import java.util.Set;
import org.civichopper.model.document.Kind;

/// What the closing of a scrape did.
///
/// @param retired how many rows of each kind went
/// @param withheld kinds of which nothing went, because the scrape brought nothing of them or did
///   not bring all of them home
/// @param unconfirmed how many rows of each kind would go, which are more than the scrape may
///   retire before a person says so
public record Closed(
        Map<Kind, Integer> retired, Set<Kind> withheld, Map<Kind, Integer> unconfirmed) {

    /// Of a scrape that retires nothing.
    public static Closed without(Set<Kind> withheld) {
        return new Closed(Map.of(), withheld, Map.of());
    }
}
