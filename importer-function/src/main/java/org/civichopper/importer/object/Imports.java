package org.civichopper.importer.object;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.civichopper.importer.arrival.Arrival;

/// What an import of one kind did.
///
/// @param ids of every row that its documents mean, by the `_id` that a scraper gave the document
/// @param written the row that each winning document brought or confirmed
/// @param inserted ids of rows that are new
/// @param changed ids of rows that are new or differ
/// @param changedJurisdictions whose rows changed
public record Imports(
        Map<String, String> ids,
        Map<Arrival, String> written,
        Set<String> inserted,
        Set<String> changed,
        Set<String> changedJurisdictions) {

    Imports() {
        this(new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
}
