package org.civichopper.cli.doctor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.doctor.Doubled.What;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.importer.event.EventKey;
import org.civichopper.importer.object.StandingRow;
import org.civichopper.importer.resolve.Sessions;
import org.civichopper.importer.vote.VoteKey;

/// Sessions, bills, votes and events that stand more than once under what identifies them. The
/// tables have no unique keys that would forbid it.
final class Duplicates {

    private static final String EACH =
            "the import takes the first; hopper doctor --fix duplicates --jurisdiction ";

    private final Connection connection;

    Duplicates(Connection connection) {
        this.connection = connection;
    }

    /// @param jurisdictionId whose, or everybody's
    List<Doubled> find(What what, Optional<String> jurisdictionId) throws SQLException {
        return switch (what) {
            case SESSION -> sessions(jurisdictionId);
            case BILL -> find(what, BILLS, jurisdictionId, Duplicates::bill);
            case VOTE_EVENT -> find(what, VOTES, jurisdictionId, Duplicates::vote);
            case EVENT -> find(what, EVENTS, jurisdictionId, Duplicates::event);
        };
    }

    private static final String JURISDICTIONS =
            """
            SELECT DISTINCT jurisdiction_id
              FROM opencivicdata_legislativesession
             WHERE ?::text IS NULL OR jurisdiction_id = ?
             GROUP BY jurisdiction_id, identifier
            HAVING count(*) > 1
             ORDER BY 1
            """;

    private List<Doubled> sessions(Optional<String> jurisdictionId) throws SQLException {
        var ids = new ArrayList<String>();
        try (var statement = connection.prepareStatement(JURISDICTIONS)) {
            statement.setString(1, jurisdictionId.orElse(null));
            statement.setString(2, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return Sessions.load(connection, ids).standingTwice().stream()
                .map(session ->
                        new Doubled(
                                What.SESSION,
                                session.jurisdictionId(),
                                session.identifier(),
                                session.standing()))
                .toList();
    }

    // Each of these gives the rows of what stands more than once, the one that changed last first.
    private static final String BILLS =
            """
            SELECT several.*, known_as, seen_by
              FROM (SELECT b.id, s.jurisdiction_id, s.identifier AS session, b.identifier, b.updated_at,
                           count(*) OVER (PARTITION BY s.jurisdiction_id, s.identifier, b.identifier) AS rows
                      FROM opencivicdata_bill b
                      JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
                     WHERE ?::text IS NULL OR s.jurisdiction_id = ?) AS several
              LEFT JOIN LATERAL hopper.known_row(several.id) AS known ON true
             WHERE rows > 1
             ORDER BY updated_at DESC, id
            """;

    // A vote is recognised by the first of these that it has. One without identifier and bill is
    // recognised by nothing.
    private static final String VOTES =
            """
            SELECT several.*, known_as, seen_by
              FROM (SELECT keyed.*, count(*) OVER (PARTITION BY jurisdiction_id, key) AS rows
                      FROM (SELECT v.id, v.updated_at, s.jurisdiction_id, s.identifier AS session,
                                   nullif(v.dedupe_key, '') AS dedupe_key, v.bill_id, v.identifier,
                                   v.motion_text, v.start_date, v.organization_id,
                                   CASE WHEN v.dedupe_key <> ''
                                        THEN ARRAY['dedupe', s.identifier, v.dedupe_key]
                                        WHEN v.identifier <> ''
                                        THEN ARRAY['identifier', s.identifier, v.bill_id, v.identifier]
                                        WHEN v.bill_id IS NOT NULL
                                        THEN ARRAY['motion', s.identifier, v.bill_id, v.motion_text, v.start_date,
                                                   v.organization_id]
                                   END AS key
                              FROM opencivicdata_voteevent v
                              JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
                             WHERE ?::text IS NULL OR s.jurisdiction_id = ?) AS keyed
                     WHERE key IS NOT NULL) AS several
              LEFT JOIN LATERAL hopper.known_row(several.id) AS known ON true
             WHERE rows > 1
             ORDER BY updated_at DESC, id
            """;

    private static final String EVENTS =
            """
            SELECT several.*, known_as, seen_by
              FROM (SELECT id, updated_at, jurisdiction_id, nullif(dedupe_key, '') AS dedupe_key, name,
                           description, start_date, end_date,
                           count(*) OVER (PARTITION BY jurisdiction_id,
                                          CASE WHEN dedupe_key <> '' THEN ARRAY[dedupe_key]
                                               ELSE ARRAY[name, description, start_date, end_date]
                                          END) AS rows
                      FROM opencivicdata_event
                     WHERE NOT deleted
                       AND (?::text IS NULL OR jurisdiction_id = ?)) AS several
              LEFT JOIN LATERAL hopper.known_row(several.id) AS known ON true
             WHERE rows > 1
             ORDER BY updated_at DESC, id
            """;

    /// @param name for people
    private record Key(String jurisdictionId, NaturalKey naturalKey, String name) {}

    private interface KeyOf {
        Key of(ResultSet rows) throws SQLException;
    }

    private List<Doubled> find(What what, String sql, Optional<String> jurisdictionId, KeyOf keyOf)
            throws SQLException {
        var standing = new LinkedHashMap<Key, List<StandingRow>>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, jurisdictionId.orElse(null));
            statement.setString(2, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    standing.computeIfAbsent(keyOf.of(rows), _ -> new ArrayList<>())
                            .add(StandingRow.read(rows, true));
                }
            }
        }
        var doubled = new ArrayList<Doubled>();
        standing.forEach((key, rows) -> {
            var ids =
                    StandingRow.inOrder(rows, row -> row, key.naturalKey()).stream()
                            .map(StandingRow::id)
                            .toList();
            doubled.add(new Doubled(what, key.jurisdictionId(), key.name(), ids));
        });
        return doubled;
    }

    private static Key bill(ResultSet rows) throws SQLException {
        var bill =
                new BillKey(
                        rows.getString("jurisdiction_id"),
                        rows.getString("session"),
                        rows.getString("identifier"));
        return new Key(
                bill.jurisdictionId(),
                bill.toLedgerKey().naturalKey(),
                bill.identifier() + " in session " + bill.session());
    }

    private static Key vote(ResultSet rows) throws SQLException {
        var vote =
                new VoteKey(
                        rows.getString("dedupe_key"),
                        rows.getString("session"),
                        rows.getString("bill_id"),
                        rows.getString("identifier"),
                        rows.getString("motion_text"),
                        rows.getString("start_date"),
                        rows.getString("organization_id"));
        var key = vote.naturalKey();
        return new Key(rows.getString("jurisdiction_id"), key, key.value());
    }

    private static Key event(ResultSet rows) throws SQLException {
        var event =
                new EventKey(
                        rows.getString("jurisdiction_id"),
                        rows.getString("dedupe_key"),
                        rows.getString("name"),
                        rows.getString("description"),
                        rows.getString("start_date"),
                        rows.getString("end_date"));
        var key = event.toLedgerKey().naturalKey();
        return new Key(event.jurisdictionId(), key, key.value());
    }

    static Outcome examine(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var what : What.values()) {
            new Duplicates(connection)
                    .find(what, Optional.empty()).stream()
                            .collect(
                                    groupingBy(
                                            Doubled::jurisdictionId, LinkedHashMap::new, toList()))
                            .forEach((jurisdictionId, doubled) ->
                                    findings.add(finding(what, jurisdictionId, doubled)));
        }
        return Outcome.of(findings, "no session, bill, vote or event stands twice");
    }

    private static Finding finding(What what, String jurisdictionId, List<Doubled> doubled) {
        var example = doubled.getFirst();
        return new Finding(
                "%s of %s".formatted(what.word(), jurisdictionId),
                "one row for each",
                "%,d that stand more than once, for example %s: %s"
                        .formatted(
                                doubled.size(), example.name(), String.join(", ", example.ids())),
                EACH + jurisdictionId);
    }
}
