package org.civichopper.importer.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.database.TextColumns;
import org.civichopper.database.TimeOrderedUuid;

/// The places where a batch's events are, each one row of the jurisdiction.
final class EventLocations {

    /// What identifies a place.
    record Place(String jurisdictionId, String name, String url) {}

    private final Map<Place, String> ids;

    private EventLocations(Map<Place, String> ids) {
        this.ids = ids;
    }

    private static final String READ =
            """
            SELECT jurisdiction_id, name, url, min(l.id::text)
              FROM unnest(?, ?, ?) AS asked (jurisdiction_id, name, url)
              JOIN opencivicdata_eventlocation l
             USING (jurisdiction_id, name, url)
             GROUP BY jurisdiction_id, name, url
            """;

    private static final String CREATE =
            """
            INSERT INTO opencivicdata_eventlocation (id, jurisdiction_id, name, url)
            SELECT id::uuid, jurisdiction_id, name, url
              FROM unnest(?, ?, ?, ?) AS given (id, jurisdiction_id, name, url)
            """;

    /// Finds these places, and creates those that are missing.
    static EventLocations findOrCreate(Connection connection, Collection<Place> places)
            throws SQLException {
        var ids = new HashMap<Place, String>();
        if (places.isEmpty()) {
            return new EventLocations(ids);
        }
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, places, Place::jurisdictionId, Place::name, Place::url);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.put(
                            new Place(rows.getString(1), rows.getString(2), rows.getString(3)),
                            rows.getString(4));
                }
            }
        }
        var missing = places.stream().filter(place -> !ids.containsKey(place)).distinct().toList();
        missing.forEach(place -> ids.put(place, TimeOrderedUuid.next().toString()));
        create(connection, missing, ids);
        return new EventLocations(ids);
    }

    private static void create(Connection connection, List<Place> missing, Map<Place, String> ids)
            throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(CREATE)) {
            TextColumns.bind(
                    statement,
                    1,
                    missing,
                    ids::get,
                    Place::jurisdictionId,
                    Place::name,
                    Place::url);
            statement.executeUpdate();
        }
    }

    String id(Place place) {
        return ids.get(place);
    }
}
