package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.StandingRow;

/// The votes that stand and that a batch's documents may mean, and those that the batch itself will
/// add. Every row counts, whatever other keys it has.
final class StandingVotes {

    /// What a vote can be recognised by.
    ///
    /// @param dedupeKey null for none
    /// @param session its identifier: should the tables hold it twice, both are meant
    private record Face(
            StandingRow row,
            String jurisdictionId,
            String dedupeKey,
            String session,
            String billId,
            String identifier,
            String motionText,
            String startDate,
            String organizationId) {

        String id() {
            return row.id();
        }
    }

    private final Collection<Candidate<PlacedVote>> batch;
    // The one that changed last comes last.
    private final List<Face> faces;

    private StandingVotes(Collection<Candidate<PlacedVote>> batch, List<Face> faces) {
        this.batch = batch;
        this.faces = faces;
    }

    private static final String READ =
            """
            WITH asked AS (
                SELECT given.dedupe_key, s.id AS session_id, given.bill_id, given.identifier,
                       given.motion_text, given.start_date, given.organization_id
                  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                       AS given (dedupe_key, jurisdiction_id, session, bill_id, identifier,
                                 motion_text, start_date, organization_id)
                  JOIN opencivicdata_legislativesession s
                    ON s.jurisdiction_id = given.jurisdiction_id
                   AND s.identifier = given.session
            ), meant AS (
                SELECT v.id
                  FROM asked
                  JOIN opencivicdata_voteevent v
                    ON v.dedupe_key = asked.dedupe_key
                   AND v.legislative_session_id = asked.session_id
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
            SELECT v.id, s.jurisdiction_id, nullif(v.dedupe_key, '') AS dedupe_key,
                   s.identifier AS session, v.bill_id, v.identifier, v.motion_text, v.start_date,
                   v.organization_id, known.known_as, known.seen_by
              FROM meant
              JOIN opencivicdata_voteevent v ON v.id = meant.id
              JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
              LEFT JOIN LATERAL hopper.known_row(v.id) AS known ON true
             ORDER BY v.updated_at, v.id DESC
            """;

    /// @param batch all documents of the kind that came together
    static StandingVotes load(
            Connection connection,
            List<Candidate<PlacedVote>> candidates,
            Collection<Candidate<PlacedVote>> batch)
            throws SQLException {
        var faces = new ArrayList<Face>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(
                    statement,
                    1,
                    candidates.stream().map(Candidate::subject).toList(),
                    StandingVotes::dedupeKey,
                    vote -> vote.session().jurisdictionId(),
                    vote -> vote.session().identifier(),
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
        return new StandingVotes(batch, faces);
    }

    /// The rows that a vote may mean, the one that it takes first.
    List<String> find(Candidate<PlacedVote> candidate) {
        var latestFirst = faces.reversed();
        var meant = latestFirst.stream().filter(f -> isMeant(f, candidate.subject())).toList();
        var rows =
                meant.isEmpty()
                        ? latestFirst.stream().filter(f -> takesOver(f, candidate)).toList()
                        : meant;
        return StandingRow.inOrder(rows, Face::row, candidate.key().naturalKey()).stream()
                .map(Face::id)
                .toList();
    }

    /// From now on the row is known by this document's keys.
    void become(String id, Candidate<PlacedVote> candidate) {
        var vote = candidate.subject();
        var before = faces.stream().filter(face -> face.id().equals(id)).findFirst();
        faces.removeIf(face -> face.id().equals(id));
        var row = before.map(Face::row).orElse(new StandingRow(id, true, List.of()));
        faces.add(
                new Face(
                        row.seenBy(candidate),
                        vote.session().jurisdictionId(),
                        vote.vote().dedupeKey().orElse(before.map(Face::dedupeKey)).orElse(null),
                        vote.session().identifier(),
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
        var key = dedupeKey(vote);
        return isInSession(face, vote)
                && (key == null ? isSameOtherwise(face, vote) : key.equals(face.dedupeKey()));
    }

    // A scraper may begin to give keys: then the vote stands already, without one, and no other
    // document of the scrape means it.
    private boolean takesOver(Face face, Candidate<PlacedVote> candidate) {
        var vote = candidate.subject();
        return dedupeKey(vote) != null
                && face.dedupeKey() == null
                && face.identifier().equals(vote.vote().identifier())
                && isInSession(face, vote)
                && isSameOtherwise(face, vote)
                && !face.row().isSeenBesides(candidate)
                && candidate.othersOfScrape(batch).noneMatch(o -> isMeant(face, o.subject()));
    }

    private static boolean isInSession(Face face, PlacedVote vote) {
        return face.session().equals(vote.session().identifier())
                && face.jurisdictionId().equals(vote.session().jurisdictionId());
    }

    private static boolean isSameOtherwise(Face face, PlacedVote vote) {
        if (!Objects.equals(face.billId(), vote.billId().orElse(face.billId()))) {
            return false;
        }
        if (!vote.vote().identifier().isEmpty()) {
            return face.identifier().equals(vote.vote().identifier());
        }
        return face.motionText().equals(vote.vote().motionText())
                && face.startDate().equals(vote.vote().startDate())
                && face.organizationId().equals(vote.organizationId());
    }

    private static String dedupeKey(PlacedVote vote) {
        return vote.vote().recognisedBy().orElse(null);
    }

    private static Face face(ResultSet rows) throws SQLException {
        return new Face(
                StandingRow.read(rows, true),
                rows.getString("jurisdiction_id"),
                rows.getString("dedupe_key"),
                rows.getString("session"),
                rows.getString("bill_id"),
                rows.getString("identifier"),
                rows.getString("motion_text"),
                rows.getString("start_date"),
                rows.getString("organization_id"));
    }
}
