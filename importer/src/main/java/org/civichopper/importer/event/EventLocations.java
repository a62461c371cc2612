package org.civichopper.importer.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.TimeOrderedUuid;

/// The places where a batch's events are, each one row of the jurisdiction.
final class EventLocations {

    static final EventLocations NONE = new EventLocations(Map.of());

    /// What identifies a place.
    record Place(String jurisdictionId, String name, String url) {}

    private final Map<Place, String> ids;

    private EventLocations(Map<Place, String> ids) {
        this.ids = ids;
    }

    private static final String FIND_OR_CREATE =
            """
            WITH asked AS (
                SELECT id::uuid, jurisdiction_id, name, url
                  FROM unnest(?, ?, ?, ?) AS asked (id, jurisdiction_id, name, url)
            ), standing AS (
                SELECT min(l.id::text) AS id, jurisdiction_id, name, url
                  FROM asked
                  JOIN opencivicdata_eventlocation l
                 USING (jurisdiction_id, name, url)
                 GROUP BY jurisdiction_id, name, url
            ), created AS (
                INSERT INTO opencivicdata_eventlocation (id, jurisdiction_id, name, url)
                SELECT id, jurisdiction_id, name, url
                  FROM asked
                 WHERE (jurisdiction_id, name, url)
                       NOT IN (SELECT jurisdiction_id, name, url FROM standing)
             RETURNING id::text, jurisdiction_id, name, url
            )
            SELECT id, jurisdiction_id, name, url FROM standing
             UNION ALL
            SELECT id, jurisdiction_id, name, url FROM created
            """;

    /// Finds these places, and creates those that are missing.
    ///
    /// @param places each once
    static EventLocations findOrCreate(Connection connection, Set<Place> places)
            throws SQLException {
        var ids = new HashMap<Place, String>();
        if (places.isEmpty()) {
            return new EventLocations(ids);
        }
        try (var statement = connection.prepareStatement(FIND_OR_CREATE)) {
            TextColumns.bind(
                    statement,
                    1,
                    places,
                    _ -> TimeOrderedUuid.next().toString(),
                    Place::jurisdictionId,
                    Place::name,
                    Place::url);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.put(
                            new Place(rows.getString(2), rows.getString(3), rows.getString(4)),
                            rows.getString(1));
                }
            }
        }
        return new EventLocations(ids);
    }

    boolean has(Place place) {
        return ids.containsKey(place);
    }

    String id(Place place) {
        return ids.get(place);
    }
}
