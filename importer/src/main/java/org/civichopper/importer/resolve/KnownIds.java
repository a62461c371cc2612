package org.civichopper.importer.resolve;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.database.ledger.ScrapedIds.Id;

/// The rows of the `_id`s that a batch's documents name: those of earlier imports, asked for at
/// once, and what the batch itself adds as it goes.
public final class KnownIds {

    private final Map<Id, String> known = new HashMap<>();
    private final Map<Id, String> added = new HashMap<>();

    /// Loads what is known of these.
    public static KnownIds load(Connection connection, Collection<Id> scrapedIds)
            throws SQLException {
        var ids = new KnownIds();
        ids.known.putAll(new ScrapedIds(connection).read(scrapedIds));
        return ids;
    }

    /// The row that an `_id` stands for, if it was asked for or the batch brought it.
    public Optional<String> find(Id id) {
        return Optional.ofNullable(known.get(id));
    }

    /// Makes the `_id`s of what was just imported known to the documents that name them.
    public void add(Map<Id, String> databaseIds) {
        databaseIds.forEach((id, databaseId) -> {
            if (!databaseId.equals(known.put(id, databaseId))) {
                added.put(id, databaseId);
            }
        });
    }

    /// Remembers what the batch added; what was known already would only be locked and logged.
    public void write(Connection connection) throws SQLException {
        new ScrapedIds(connection).write(added);
    }
}
