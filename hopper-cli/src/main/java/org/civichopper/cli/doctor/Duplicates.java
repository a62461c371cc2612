package org.civichopper.cli.doctor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.civichopper.model.document.Kind;

/// Bills, votes and events that stand more than once under what identifies them. The tables have no
/// unique keys that would forbid it.
final class Duplicates {

    private Duplicates() {}

    private static final String BILLS =
            """
            SELECT s.jurisdiction_id, b.identifier || ' in session ' || s.identifier AS what,
                   array_agg(b.id::text ORDER BY b.created_at, b.id) AS ids
              FROM opencivicdata_bill b
              JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
             WHERE ?::text IS NULL OR s.jurisdiction_id = ?
             GROUP BY s.jurisdiction_id, s.id, s.identifier, b.identifier
            HAVING count(*) > 1
             ORDER BY 1, 2
            """;

    // A vote is recognised by the first of these that it has. One without identifier and bill is
    // recognised by nothing.
    private static final String VOTES =
            """
            WITH keyed AS (
                SELECT v.id, v.created_at, s.jurisdiction_id,
                       CASE WHEN v.dedupe_key IS NOT NULL
                            THEN jsonb_build_array('dedupe_key', v.dedupe_key)
                            WHEN v.identifier <> ''
                            THEN jsonb_build_array('identifier', s.identifier, v.bill_id, v.identifier)
                            WHEN v.bill_id IS NOT NULL
                            THEN jsonb_build_array('motion', s.identifier, v.bill_id, v.motion_text,
                                                   v.start_date, v.organization_id)
                       END AS key
                  FROM opencivicdata_voteevent v
                  JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
                 WHERE ?::text IS NULL OR s.jurisdiction_id = ?
            )
            SELECT jurisdiction_id, key::text AS what, array_agg(id::text ORDER BY created_at, id) AS ids
              FROM keyed
             WHERE key IS NOT NULL
             GROUP BY jurisdiction_id, key
            HAVING count(*) > 1
             ORDER BY 1, 2
            """;

    private static final String EVENTS =
            """
            SELECT jurisdiction_id,
                   CASE WHEN dedupe_key IS NOT NULL
                        THEN jsonb_build_array('dedupe_key', dedupe_key)
                        ELSE jsonb_build_array('name', name, description, start_date, end_date)
                   END::text AS what,
                   array_agg(id::text ORDER BY created_at, id) AS ids
              FROM opencivicdata_event
             WHERE NOT deleted
               AND (?::text IS NULL OR jurisdiction_id = ?)
             GROUP BY 1, 2
            HAVING count(*) > 1
             ORDER BY 1, 2
            """;

    /// @param jurisdictionId whose, or everybody's
    static List<Doubled> find(Connection connection, Kind kind, Optional<String> jurisdictionId)
            throws SQLException {
        var sql =
                switch (kind) {
                    case BILL -> BILLS;
                    case VOTE_EVENT -> VOTES;
                    case EVENT -> EVENTS;
                    case JURISDICTION, ORGANIZATION ->
                            throw new IllegalArgumentException("a " + kind + " has a unique id");
                };
        var doubled = new ArrayList<Doubled>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, jurisdictionId.orElse(null));
            statement.setString(2, jurisdictionId.orElse(null));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var ids = (String[]) rows.getArray("ids").getArray();
                    doubled.add(
                            new Doubled(
                                    kind,
                                    rows.getString("jurisdiction_id"),
                                    rows.getString("what"),
                                    List.of(ids)));
                }
            }
        }
        return doubled;
    }

    static Outcome examine(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var kind : List.of(Kind.BILL, Kind.VOTE_EVENT, Kind.EVENT)) {
            find(connection, kind, Optional.empty()).stream()
                    .collect(groupingBy(Doubled::jurisdictionId, LinkedHashMap::new, toList()))
                    .forEach((jurisdictionId, doubled) ->
                            findings.add(finding(kind, jurisdictionId, doubled)));
        }
        return Outcome.of(findings, "no bill, vote or event stands twice");
    }

    private static Finding finding(Kind kind, String jurisdictionId, List<Doubled> doubled) {
        var example = doubled.getFirst();
        return new Finding(
                "%s of %s".formatted(kind.word(), jurisdictionId),
                "one row for each",
                "%,d that stand more than once, for example %s: %s"
                        .formatted(
                                doubled.size(), example.what(), String.join(", ", example.ids())),
                kind == Kind.EVENT
                        ? "the next import takes the one that changed last; set deleted on the others"
                        : "hopper doctor --fix duplicates --jurisdiction " + jurisdictionId);
    }
}
