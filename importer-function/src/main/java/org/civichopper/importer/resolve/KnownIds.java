package org.civichopper.importer.resolve;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.model.document.Kind;

/// The rows of the `_id`s that a batch's documents name: those of earlier imports, asked for at
/// once, and what the batch itself adds as it goes.
public final class KnownIds {

    private final Map<Kind, Map<String, String>> known = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, String>> added = new EnumMap<>(Kind.class);

    /// Loads what is known of these.
    public static KnownIds load(
            Connection connection, Map<Kind, ? extends Collection<String>> scrapedIds)
            throws SQLException {
        var ids = new KnownIds();
        new ScrapedIds(connection)
                .read(scrapedIds)
                .forEach((kind, found) -> ids.known.put(kind, new HashMap<>(found)));
        return ids;
    }

    /// The row that an `_id` stands for, if it was asked for or the batch brought it.
    public Optional<String> find(Kind kind, String scrapedId) {
        return Optional.ofNullable(known.getOrDefault(kind, Map.of()).get(scrapedId));
    }

    /// Makes the `_id`s of what was just imported known to the documents that name them.
    public void add(Kind kind, Map<String, String> databaseIds) {
        var before = known.computeIfAbsent(kind, _ -> new HashMap<>());
        databaseIds.forEach((scrapedId, databaseId) -> {
            if (!databaseId.equals(before.put(scrapedId, databaseId))) {
                added.computeIfAbsent(kind, _ -> new HashMap<>()).put(scrapedId, databaseId);
            }
        });
    }

    /// Remembers what the batch added; what was known already would only be locked and logged.
    public void write(Connection connection) throws SQLException {
        new ScrapedIds(connection).write(added);
    }
}
