package org.civichopper.importer.object;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ledger.ScrapedIds.Id;
import org.civichopper.importer.arrival.Arrival;

/// What an import of one kind did.
///
/// @param ids of every row that its documents mean, by the `_id` that the scraper gave the document
/// @param compared the row of each document that was compared and won, not only known by its hash
/// @param inserted ids of rows that are new
/// @param changed ids of rows that are new or differ
/// @param changedJurisdictions whose rows changed
public record Imports(
        Map<Id, String> ids,
        Map<Arrival, String> compared,
        Set<String> inserted,
        Set<String> changed,
        Set<String> changedJurisdictions) {

    Imports() {
        this(new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
}
