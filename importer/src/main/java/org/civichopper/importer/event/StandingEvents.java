package org.civichopper.importer.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.StandingRow;

/// The events that stand and that a batch's documents may mean, deleted ones too, and those that
/// the batch itself will add.
final class StandingEvents {

    private record Face(StandingRow row, EventKey key) {

        String id() {
            return row.id();
        }
    }

    private final Collection<Candidate<PlacedEvent>> batch;
    // The one that changed last comes last.
    private final List<Face> faces;

    private StandingEvents(Collection<Candidate<PlacedEvent>> batch, List<Face> faces) {
        this.batch = batch;
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
            SELECT e.id, e.jurisdiction_id, nullif(e.dedupe_key, '') AS dedupe_key, e.name,
                   e.description, e.start_date, e.end_date, e.deleted, known.known_as, known.seen_by
              FROM meant
              JOIN opencivicdata_event e ON e.id = meant.id
              LEFT JOIN LATERAL hopper.known_row(e.id) AS known ON true
             ORDER BY e.updated_at, e.id DESC
            """;

    /// @param batch all documents of the kind that came together
    static StandingEvents load(
            Connection connection,
            List<Candidate<PlacedEvent>> candidates,
            Collection<Candidate<PlacedEvent>> batch)
            throws SQLException {
        var asked = candidates.stream().map(candidate -> candidate.subject().eventKey()).toList();
        var dedupeKeys = asked.stream().map(EventKey::dedupeKey).filter(Objects::nonNull);
        var faces = new ArrayList<Face>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement, 1, asked.stream().map(EventKey::jurisdictionId).distinct().toList());
            TextColumns.bind(statement, 2, dedupeKeys.toList());
            TextColumns.bind(
                    statement,
                    3,
                    asked,
                    EventKey::jurisdictionId,
                    EventKey::startDate,
                    EventKey::name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    faces.add(
                            new Face(
                                    StandingRow.read(rows, !rows.getBoolean("deleted")),
                                    new EventKey(
                                            rows.getString("jurisdiction_id"),
                                            rows.getString("dedupe_key"),
                                            rows.getString("name"),
                                            rows.getString("description"),
                                            rows.getString("start_date"),
                                            rows.getString("end_date"))));
                }
            }
        }
        return new StandingEvents(batch, faces);
    }

    /// The rows that an event may mean, the one that it takes first.
    List<String> find(Candidate<PlacedEvent> candidate) {
        var key = candidate.subject().eventKey();
        var latestFirst = faces.reversed();
        var meant = latestFirst.stream().filter(face -> key.means(face.key())).toList();
        var rows =
                meant.isEmpty()
                        ? latestFirst.stream().filter(face -> takesOver(face, candidate)).toList()
                        : meant;
        return StandingRow.inOrder(rows, Face::row, candidate.key().naturalKey()).stream()
                .map(Face::id)
                .toList();
    }

    // A scraper may begin to give keys: then the event stands already, without one, and no other
    // document of the scrape means it.
    private boolean takesOver(Face face, Candidate<PlacedEvent> candidate) {
        var key = candidate.subject().eventKey();
        return key.dedupeKey() != null
                && face.key().dedupeKey() == null
                && key.isNamedAs(face.key())
                && !face.row().isSeenBesides(candidate)
                && candidate
                        .othersOfScrape(batch)
                        .noneMatch(other -> other.subject().eventKey().means(face.key()));
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
    void become(String id, Candidate<PlacedEvent> candidate) {
        var before = faces.stream().filter(face -> face.id().equals(id)).findFirst();
        faces.removeIf(face -> face.id().equals(id));
        var placed = candidate.subject();
        var event = placed.event();
        var row = before.map(Face::row).orElse(new StandingRow(id, true, List.of()));
        faces.add(
                new Face(
                        row.seenBy(candidate),
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
