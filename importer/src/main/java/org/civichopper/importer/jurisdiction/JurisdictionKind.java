package org.civichopper.importer.jurisdiction;

import static org.civichopper.database.row.ColumnType.BOOLEAN;
import static org.civichopper.database.row.ColumnType.JSON;
import static org.civichopper.database.row.ColumnType.TIME;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TextColumns;
import org.civichopper.database.jurisdiction.Division;
import org.civichopper.database.jurisdiction.DivisionTable;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Field;
import org.civichopper.model.document.Json;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.JurisdictionDocument.Session;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;

/// What is particular to jurisdictions: sessions are added and updated, never removed. For one
/// batch.
public final class JurisdictionKind implements ObjectKind<JurisdictionDocument> {

    private static final Table SESSION =
            Table.ofParts("opencivicdata_legislativesession", "jurisdiction_id")
                    .texts("identifier", "name", "classification", "start_date", "end_date")
                    .column("active", BOOLEAN)
                    .sameWhen("identifier");

    private static final Table JURISDICTION =
            Table.ofObjects("opencivicdata_jurisdiction")
                    .texts("name", "url", "classification", "division_id")
                    .column("extras", JSON)
                    .column("latest_bill_update", TIME)
                    .column("latest_people_update", TIME)
                    .child(SESSION.called("legislative_sessions"));

    private static final String NEVER = "2021-01-01 00:00:00+00"; // as the tables' first importer

    private Sessions doubled = Sessions.NONE;

    @Override
    public Kind kind() {
        return Kind.JURISDICTION;
    }

    @Override
    public Table table() {
        return JURISDICTION;
    }

    @Override
    public String newId() {
        throw new IllegalStateException("a jurisdiction brings its own id");
    }

    /// What identifies a jurisdiction: its division and classification.
    public static NaturalKey key(JurisdictionDocument jurisdiction) {
        return NaturalKey.of(jurisdiction.divisionId(), jurisdiction.classification());
    }

    private static final String FIND =
            """
            SELECT j.id, division_id, j.classification,
                   EXISTS (SELECT
                             FROM opencivicdata_legislativesession s
                            WHERE s.jurisdiction_id = j.id
                            GROUP BY s.identifier
                           HAVING count(*) > 1) AS has_doubled_sessions
              FROM opencivicdata_jurisdiction j
              JOIN unnest(?, ?) AS asked (division_id, classification)
             USING (division_id, classification)
             ORDER BY j.id DESC
            """;

    @Override
    public Map<Key, String> find(
            Connection connection,
            List<Candidate<JurisdictionDocument>> candidates,
            Collection<Candidate<JurisdictionDocument>> batch)
            throws SQLException {
        var found = new HashMap<NaturalKey, String>();
        var withDoubledSessions = new HashSet<String>();
        try (var statement = connection.prepareStatement(FIND)) {
            TextColumns.bind(
                    statement,
                    1,
                    candidates,
                    candidate -> candidate.subject().divisionId(),
                    candidate -> candidate.subject().classification());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            NaturalKey.of(rows.getString(2), rows.getString(3)), rows.getString(1));
                    if (rows.getBoolean(4)) {
                        withDoubledSessions.add(rows.getString(1));
                    }
                }
            }
        }
        if (!withDoubledSessions.isEmpty()) {
            doubled = Sessions.load(connection, withDoubledSessions);
        }
        createDivisions(
                connection,
                candidates.stream().filter(c -> !found.containsKey(c.key().naturalKey())).toList());
        var ids = new HashMap<Key, String>();
        for (var candidate : candidates) {
            var own = candidate.arrival().jurisdictionId();
            ids.put(candidate.key(), found.getOrDefault(candidate.key().naturalKey(), own));
        }
        return ids;
    }

    private static void createDivisions(
            Connection connection, Collection<Candidate<JurisdictionDocument>> candidates)
            throws SQLException {
        var divisions =
                candidates.stream()
                        .map(c -> new Division(c.subject().divisionId(), c.subject().name()))
                        .toList();
        if (!divisions.isEmpty()) {
            DivisionTable.insert(connection, divisions);
        }
    }

    @Override
    public Wanted wanted(
            Candidate<JurisdictionDocument> candidate, Before before, DocumentNames names) {
        var jurisdiction = candidate.subject();
        var own = candidate.arrival().jurisdictionId();
        if (before.standing().filter(row -> !row.id().equals(own)).isPresent()) {
            throw new InvalidInputException(
                    "division_id", "the division of " + own, jurisdiction.divisionId());
        }
        return Wanted.row(
                        jurisdiction.name(),
                        before.keep("url", jurisdiction.url(), ""),
                        jurisdiction.classification(),
                        jurisdiction.divisionId(),
                        before.keep("extras", jurisdiction.extras(), Json.EMPTY_OBJECT),
                        before.keep("latest_bill_update", Field.absent(), NEVER),
                        before.keep("latest_people_update", Field.absent(), NEVER))
                .with(List.of(sessions(own, jurisdiction, before, names)));
    }

    private Optional<List<Wanted>> sessions(
            String own, JurisdictionDocument jurisdiction, Before before, DocumentNames names) {
        var left = new ArrayList<Standing>();
        before.standing().ifPresent(row -> left.addAll(row.children().getFirst()));
        var wanted = new ArrayList<Wanted>();
        for (var session : lastOfEach(jurisdiction.sessions().orElse(List.of()))) {
            var taken = doubled.find(own, session.identifier());
            taken.ifPresent(row ->
                    names.warnOfSeveral(
                            Quality.AMBIGUOUS_SESSION,
                            "legislative_sessions",
                            "one session " + session.identifier(),
                            row.standing()));
            var stands =
                    left.stream()
                            .filter(row -> isNamed(row, session.identifier()))
                            .filter(row -> taken.filter(s -> !s.id().equals(row.id())).isEmpty())
                            .findFirst();
            stands.ifPresent(left::remove);
            wanted.add(session(session, new Before(SESSION, stands)));
        }
        // Those that the document does not name, and what another importer left twice.
        left.forEach(kept -> wanted.add(new Wanted(kept.values(), List.of())));
        return Optional.of(wanted);
    }

    private static Collection<Session> lastOfEach(List<Session> given) {
        var last = new LinkedHashMap<String, Session>();
        given.forEach(session -> last.put(session.identifier(), session));
        return last.values();
    }

    private static boolean isNamed(Standing row, String identifier) {
        return row.values().getFirst().equals(identifier);
    }

    private static Wanted session(Session session, Before before) {
        return Wanted.row(
                session.identifier(),
                session.name(),
                before.keep("classification", session.classification(), ""),
                session.startDate(),
                session.endDate(),
                before.keep("active", session.active(), false));
    }
}
