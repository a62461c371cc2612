package org.civichopper.importer.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.civichopper.database.TextColumns;

/// The events that stand and that a batch's documents may mean, deleted ones too, and those that
/// the batch itself will add.
final class StandingEvents {

    private record Face(String id, EventKey key) {}

    // The most recently updated last.
    private final List<Face> faces;

    private StandingEvents(List<Face> faces) {
        this.faces = faces;
    }

    // By dedupe_key there is no index: one pass over the jurisdictions' events serves the batch.
    private static final String READ =
            """
            WITH meant AS (
                SELECT id
                  FROM opencivicdata_event
                 WHERE jurisdiction_id = ANY (?)
                   AND dedupe_key = ANY (?)
                 UNION
                SELECT e.id
                  FROM unnest(?, ?, ?) AS asked (jurisdiction_id, start_date, name)
                  JOIN opencivicdata_event e
                    ON e.jurisdiction_id = asked.jurisdiction_id
                   AND e.start_date = asked.start_date
                   AND e.name = asked.name
            )
            SELECT e.id, e.jurisdiction_id, e.dedupe_key, e.name, e.description, e.start_date,
                   e.end_date
              FROM meant
              JOIN opencivicdata_event e ON e.id = meant.id
             ORDER BY e.updated_at, e.id
            """;

    static StandingEvents load(Connection connection, Collection<EventKey> asked)
            throws SQLException {
        var dedupeKeys = asked.stream().map(EventKey::dedupeKey).filter(Objects::nonNull);
        var faces = new ArrayList<Face>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement, 1, asked.stream().map(EventKey::jurisdictionId).distinct().toList());
            TextColumns.bind(statement, 2, dedupeKeys.toList());
            TextColumns.bind(
                    statement,
                    3,
                    asked.stream().filter(key -> key.dedupeKey() == null).toList(),
                    EventKey::jurisdictionId,
                    EventKey::startDate,
                    EventKey::name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    faces.add(
                            new Face(
                                    rows.getString(1),
                                    new EventKey(
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            rows.getString(5),
                                            rows.getString(6),
                                            rows.getString(7))));
                }
            }
        }
        return new StandingEvents(faces);
    }

    /// The row that an event means; of several, the most recently updated.
    Optional<String> find(EventKey key) {
        return faces.reversed().stream()
                .filter(face -> key.means(face.key()))
                .map(Face::id)
                .findFirst();
    }

    /// The dedupe_key that a row will have; null for none.
    String dedupeKey(String id) {
        return faces.stream()
                .filter(face -> face.id().equals(id))
                .map(face -> face.key().dedupeKey())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// From now on the row is known by this document's keys, and by what the document leaves out.
    void become(String id, PlacedEvent placed) {
        var before = faces.stream().filter(face -> face.id().equals(id)).findFirst();
        faces.removeIf(face -> face.id().equals(id));
        var event = placed.event();
        faces.add(
                new Face(
                        id,
                        new EventKey(
                                placed.jurisdictionId(),
                                event.dedupeKey()
                                        .orElse(before.map(face -> face.key().dedupeKey()))
                                        .orElse(null),
                                event.name(),
                                event.description()
                                        .orElse(
                                                before.map(face -> face.key().description())
                                                        .orElse("")),
                                event.startDate(),
                                event.endDate().orElse(""))));
    }
}
