package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.civichopper.database.TextColumns;

/// The votes that stand and that a batch's documents may mean, and those that the batch itself will
/// add. Every row counts, whatever other keys it has.
final class StandingVotes {

    /// What a vote can be recognised by.
    private record Face(
            String id,
            String jurisdictionId,
            String dedupeKey,
            String sessionId,
            String billId,
            String identifier,
            String motionText,
            String startDate,
            String organizationId) {}

    // The most recently updated last.
    private final List<Face> faces;

    private StandingVotes(List<Face> faces) {
        this.faces = faces;
    }

    private static final String READ =
            """
            WITH asked AS (
                SELECT dedupe_key, jurisdiction_id, session_id::uuid, bill_id, identifier,
                       motion_text, start_date, organization_id
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                       AS given (dedupe_key, jurisdiction_id, session_id, bill_id, identifier,
                                 motion_text, start_date, organization_id)
            ), meant AS (
                SELECT v.id
                  FROM asked
                  JOIN opencivicdata_voteevent v ON v.dedupe_key = asked.dedupe_key
                 UNION
                SELECT v.id
                  FROM asked
                  JOIN opencivicdata_voteevent v
                    ON v.legislative_session_id = asked.session_id
                   AND v.identifier = asked.identifier
                 WHERE asked.identifier <> ''
                 UNION
                SELECT v.id
                  FROM asked
                  JOIN opencivicdata_voteevent v
                    ON v.legislative_session_id = asked.session_id
                   AND v.bill_id = asked.bill_id
                   AND v.motion_text = asked.motion_text
                   AND v.start_date = asked.start_date
                   AND v.organization_id = asked.organization_id
            )
            SELECT v.id, s.jurisdiction_id, v.dedupe_key, v.legislative_session_id, v.bill_id,
                   v.identifier, v.motion_text, v.start_date, v.organization_id
              FROM meant
              JOIN opencivicdata_voteevent v ON v.id = meant.id
              JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
             ORDER BY v.updated_at, v.id
            """;

    static StandingVotes load(Connection connection, Collection<PlacedVote> asked)
            throws SQLException {
        var faces = new ArrayList<Face>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement,
                    1,
                    asked,
                    StandingVotes::dedupeKey,
                    vote -> vote.session().jurisdictionId(),
                    vote -> vote.session().id(),
                    vote -> vote.billId().orElse(null),
                    vote -> vote.vote().identifier(),
                    vote -> vote.vote().motionText(),
                    vote -> vote.vote().startDate(),
                    PlacedVote::organizationId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    faces.add(face(rows));
                }
            }
        }
        return new StandingVotes(faces);
    }

    /// The rows that a vote may mean, the most recently updated first.
    List<String> find(PlacedVote vote) {
        return faces.reversed().stream().filter(face -> isMeant(face, vote)).map(Face::id).toList();
    }

    /// From now on the row is known by this document's keys.
    void become(String id, PlacedVote vote) {
        var before = faces.stream().filter(face -> face.id().equals(id)).findFirst();
        faces.removeIf(face -> face.id().equals(id));
        faces.add(
                new Face(
                        id,
                        vote.session().jurisdictionId(),
                        vote.vote().dedupeKey().orElse(before.map(Face::dedupeKey)).orElse(null),
                        vote.session().id(),
                        vote.billId().orElse(null),
                        vote.vote().identifier(),
                        vote.vote().motionText(),
                        vote.vote().startDate(),
                        vote.organizationId()));
    }

    /// The dedupe_key that a row will have; null for none.
    String dedupeKey(String id) {
        return faces.stream()
                .filter(face -> face.id().equals(id))
                .map(Face::dedupeKey)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isMeant(Face face, PlacedVote vote) {
        if (!face.jurisdictionId().equals(vote.session().jurisdictionId())) {
            return false;
        }
        if (dedupeKey(vote) != null) {
            return dedupeKey(vote).equals(face.dedupeKey());
        }
        var sameBill =
                face.sessionId().equals(vote.session().id())
                        && Objects.equals(face.billId(), vote.billId().orElse(face.billId()));
        if (!vote.vote().identifier().isEmpty()) {
            return sameBill && face.identifier().equals(vote.vote().identifier());
        }
        return sameBill
                && face.motionText().equals(vote.vote().motionText())
                && face.startDate().equals(vote.vote().startDate())
                && face.organizationId().equals(vote.organizationId());
    }

    private static String dedupeKey(PlacedVote vote) {
        return vote.vote().recognisedBy().orElse(null);
    }

    private static Face face(ResultSet rows) throws SQLException {
        return new Face(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9));
    }
}
